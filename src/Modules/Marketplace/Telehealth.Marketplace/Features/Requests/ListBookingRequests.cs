using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

internal sealed class ListBookingRequestsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/marketplace/clients/me/booking-requests",
                async (ISender sender, CancellationToken ct, string? after = null, int? limit = null) =>
                    (await sender.Send(new ListMyRequests(after, limit), ct)).ToHttp()
            )
            .WithName("ListMyBookingRequests")
            .WithSummary("Your requests, newest first")
            .WithTags("Booking requests")
            .Answers<Page<ClientRequestAnswer>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
        api.MapGet(
                "/marketplace/providers/me/booking-requests",
                async (ISender sender, CancellationToken ct, string? after = null, int? limit = null) =>
                    (await sender.Send(new ListNewRequests(after, limit), ct)).ToHttp()
            )
            .WithName("ListNewBookingRequests")
            .WithSummary("Requests that wait for your answer, with your exact take-home, oldest first")
            .WithTags("Booking requests")
            .Answers<Page<ProviderRequestAnswer>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
    }
}

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record ListMyRequests(string? After, int? Limit) : IQuery<Page<ClientRequestAnswer>>;

internal sealed class ListMyRequestsHandler(MarketplaceDbContext db, IWork work)
    : IQueryHandler<ListMyRequests, Page<ClientRequestAnswer>>
{
    public async Task<Result<Page<ClientRequestAnswer>>> Handle(ListMyRequests query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var client = work.Actor.Person!.Value;
        var limit = query.Limit ?? Cursor.UsualItems;
        var before = Cursor.TryDecode(query.After, out var seen) ? seen : long.MaxValue;
        var rows = await db
            .Requests.AsNoTracking()
            .Include(x => x.Times)
            .Where(x => x.ClientId == client && !x.AtOnce && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        var booked = await RequestBookings.StatesOf(db, rows, ct);
        return Page<ClientRequestAnswer>.Of(rows, limit, x => RequestViews.ForClient(x, booked), x => x.Sequence);
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ListNewRequests(string? After, int? Limit) : IQuery<Page<ProviderRequestAnswer>>;

internal sealed class ListNewRequestsHandler(IWork work, IClock clock, Offers offers, RequestViews views)
    : IQueryHandler<ListNewRequests, Page<ProviderRequestAnswer>>
{
    public async Task<Result<Page<ProviderRequestAnswer>>> Handle(ListNewRequests query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var limit = query.Limit ?? Cursor.UsualItems;
        var now = clock.GetCurrentInstant();
        _ = Cursor.TryDecode(query.After, out var after);
        var rows = await offers
            .Waiting(provider, now)
            .AsNoTracking()
            .Include(x => x.Times)
            .Where(x => x.Sequence > after)
            .OrderBy(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        var items = new List<ProviderRequestAnswer>();
        foreach (var offer in await offers.Of(provider, [.. rows.Take(limit)], ct))
        {
            var view = await views.ForProvider(offer, ct);
            if (view.Error is { } unknown)
            {
                return unknown;
            }

            items.Add(view.Value);
        }

        return new Page<ProviderRequestAnswer>(
            items,
            rows.Count > limit ? Cursor.Encode(rows[limit - 1].Sequence) : null
        );
    }
}
