using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Features.Readers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Concierge;

internal sealed class GetConciergeBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/concierge/bookings/{id}",
                async (BookingId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetConciergeBooking(id), ct)).ToHttp()
            )
            .WithName("GetConciergeBooking")
            .WithSummary("A session you booked on a member's behalf, with the number that is rung")
            .WithTags("Concierge")
            .Answers<ConciergeBookingAnswer>(200, 403, 404);
}

/// <summary>A session booked on a member's behalf.</summary>
/// <param name="Id">The booking.</param>
/// <param name="Number">What to read out.</param>
/// <param name="MemberId">For whom.</param>
/// <param name="Member">The first name, and the first letter of the last.</param>
/// <param name="Provider">With whom.</param>
/// <param name="ServiceName">What it is.</param>
/// <param name="Mode">phone or video.</param>
/// <param name="Phone">The member's number, for a phone session only.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="MemberZone">IANA zone of the member.</param>
/// <param name="ProviderZone">IANA zone of the provider.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Funding">What pays: the member's own wallet, or a credit of the employer.</param>
/// <param name="State">Where it stands.</param>
public sealed record ConciergeBookingAnswer(
    BookingId Id,
    string Number,
    PersonId MemberId,
    string Member,
    string Provider,
    string ServiceName,
    string Mode,
    string? Phone,
    Instant StartsAt,
    string MemberZone,
    string ProviderZone,
    Money Price,
    FundingKind Funding,
    BookingState State
);

[Needs(MarketplaceModule.BookForMembers)]
internal sealed record GetConciergeBooking(BookingId Id) : IQuery<ConciergeBookingAnswer>;

/// <summary>Only who booked it sees it again: a colleague's booking is not found.</summary>
internal sealed class GetConciergeBookingHandler(MarketplaceDbContext db, IWork work, ISender sender)
    : IQueryHandler<GetConciergeBooking, ConciergeBookingAnswer>
{
    public async Task<Result<ConciergeBookingAnswer>> Handle(GetConciergeBooking query, CancellationToken ct)
    {
        var me = work.Actor.Key;
        var booking = await db
            .Bookings.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == query.Id && x.BookedBy == me, ct);
        if (booking is null)
        {
            return BookingErrors.NotFound;
        }

        var member = await sender.Send(new GetPerson(booking.ClientId), ct);
        var reader = await sender.Send(new GetReader(booking.ProviderId), ct);
        if ((member.Error ?? reader.Error) is { } unknown)
        {
            return unknown;
        }

        return new ConciergeBookingAnswer(
            booking.Id,
            booking.Number,
            booking.ClientId,
            GetBookableMemberHandler.Short(member.Value.DisplayName),
            reader.Value.NameOf(booking.ProviderId),
            booking.ServiceName,
            booking.Mode,
            booking.Mode == "phone" ? member.Value.Phone : null,
            booking.StartsAt,
            booking.ClientZone,
            booking.ProviderZone,
            booking.Price,
            booking.Funding,
            booking.State
        );
    }
}
