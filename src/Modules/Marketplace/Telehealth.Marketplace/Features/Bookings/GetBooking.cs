using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Bookings;

internal sealed class GetBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/bookings/{id}",
                async (BookingId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetBooking(id), ct)).ToHttp()
            )
            .WithName("GetBooking")
            .WithSummary("A booking you take part in")
            .WithTags("Bookings")
            .Answers<BookingAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>A booking.</summary>
/// <param name="Channel">The channel it was made through, such as <c>marketplace.private</c> (SES-02).</param>
/// <param name="InQuestion">True when its provider lost clearance before it was held (MKT-02).</param>
public sealed record BookingAnswer(
    BookingId Id,
    string Number,
    ProviderId ProviderId,
    PersonId ClientId,
    ServiceId? ServiceId,
    string ServiceName,
    string Mode,
    Instant StartsAt,
    Instant EndsAt,
    string ProviderZone,
    string ClientZone,
    Money Price,
    BookingState State,
    string Channel,
    bool InQuestion
);

internal sealed record GetBooking(BookingId Id) : IQuery<BookingAnswer>;

/// <summary>The most read thing there is: one compiled projection of one row, ownership in the WHERE.</summary>
internal sealed class GetBookingHandler(MarketplaceDbContext db, IWork work) : IQueryHandler<GetBooking, BookingAnswer>
{
    private delegate Task<BookingAnswer?> Read(
        MarketplaceDbContext db,
        BookingId id,
        PersonId person,
        ProviderId provider,
        CancellationToken ct
    );

    // One per model, since a compiled query serves one engine's model only.
    private static readonly ConditionalWeakTable<IModel, Read> Reads = [];

    public async Task<Result<BookingAnswer>> Handle(GetBooking query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return BookingErrors.NotFound;
        }

        var read = Reads.GetValue(db.Model, _ => Compile());
        var booking = await read(db, query.Id, person, ProviderId.Of(person), ct);
        return booking is null ? BookingErrors.NotFound : booking;
    }

    private static Read Compile() =>
        new(
            EF.CompileAsyncQuery(
                (MarketplaceDbContext db, BookingId id, PersonId person, ProviderId provider, CancellationToken ct) =>
                    db
                        .Bookings.AsNoTracking()
                        .Where(x => x.Id == id && (x.ClientId == person || x.ProviderId == provider))
                        .Select(x => new BookingAnswer(
                            x.Id,
                            x.Number,
                            x.ProviderId,
                            x.ClientId,
                            x.ServiceId,
                            x.ServiceName,
                            x.Mode,
                            x.StartsAt,
                            x.EndsAt,
                            x.ProviderZone,
                            x.ClientZone,
                            new Money(x.PriceMinor, Currency.Of(x.Currency)),
                            x.State,
                            x.PolicyId,
                            x.FlaggedAt != null
                        ))
                        .FirstOrDefault()
            )
        );
}
