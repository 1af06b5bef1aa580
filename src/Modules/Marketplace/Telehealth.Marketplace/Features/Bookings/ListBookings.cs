using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Bookings;

internal sealed class ListBookingsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/marketplace/clients/me/bookings",
                async (
                    ISender sender,
                    CancellationToken ct,
                    string? when = null,
                    string? after = null,
                    int? limit = null
                ) => (await sender.Send(new ListClientBookings(when, after, limit), ct)).ToHttp()
            )
            .WithName("ListClientBookings")
            .WithSummary("Your bookings as a client: when=upcoming (ongoing included) or past; newest first")
            .WithTags("Bookings")
            .Answers<Page<BookingAnswer>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
        api.MapGet(
                "/marketplace/providers/me/bookings",
                async (
                    ISender sender,
                    CancellationToken ct,
                    string? when = null,
                    string? after = null,
                    int? limit = null
                ) => (await sender.Send(new ListProviderBookings(when, after, limit), ct)).ToHttp()
            )
            .WithName("ListProviderBookings")
            .WithSummary("Your bookings as a provider: when=upcoming (ongoing included) or past; newest first")
            .WithTags("Bookings")
            .Answers<Page<BookingAnswer>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
    }
}

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record ListClientBookings(string? When, string? After, int? Limit) : IQuery<Page<BookingAnswer>>;

internal sealed class ListClientBookingsHandler(MarketplaceDbContext db, IWork work, IClock clock)
    : IQueryHandler<ListClientBookings, Page<BookingAnswer>>
{
    public Task<Result<Page<BookingAnswer>>> Handle(ListClientBookings query, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var mine = db.Bookings.Where(x => x.ClientId == client);
        return BookingPages.Of(mine, query.When, query.After, query.Limit, clock.GetCurrentInstant(), ct);
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ListProviderBookings(string? When, string? After, int? Limit) : IQuery<Page<BookingAnswer>>;

internal sealed class ListProviderBookingsHandler(MarketplaceDbContext db, IWork work, IClock clock)
    : IQueryHandler<ListProviderBookings, Page<BookingAnswer>>
{
    public Task<Result<Page<BookingAnswer>>> Handle(ListProviderBookings query, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var mine = db.Bookings.Where(x => x.ProviderId == provider);
        return BookingPages.Of(mine, query.When, query.After, query.Limit, clock.GetCurrentInstant(), ct);
    }
}

internal static class BookingPages
{
    private static readonly Error UnknownWhen = Error.Invalid(
        "marketplace.unknown-when",
        "when",
        "Ask for upcoming or past, or leave it out for both."
    );

    public static async Task<Result<Page<BookingAnswer>>> Of(
        IQueryable<Booking> mine,
        string? when,
        string? after,
        int? limit,
        Instant now,
        CancellationToken ct
    )
    {
        if (Cursor.Check(after, limit) is { } wrong)
        {
            return wrong;
        }

        if (when is not (null or "upcoming" or "past"))
        {
            return UnknownWhen;
        }

        // Over when it was completed, and when its time is up: an ongoing session stays in front.
        var chosen = when switch
        {
            "upcoming" => mine.Where(x => x.State == BookingState.Confirmed && x.EndsAt > now),
            "past" => mine.Where(x => x.State != BookingState.Confirmed || x.EndsAt <= now),
            _ => mine,
        };
        var before = Cursor.TryDecode(after, out var seen) ? seen : long.MaxValue;
        var most = limit ?? Cursor.UsualItems;
        var rows = await chosen
            .AsNoTracking()
            .Where(x => x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(most + 1)
            .ToListAsync(ct);
        return Page<BookingAnswer>.Of(rows, most, AnswerOf, x => x.Sequence);
    }

    public static BookingAnswer AnswerOf(Booking x) =>
        new(
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
            x.Price,
            x.State,
            x.PolicyId,
            x.FlaggedAt is not null
        );
}
