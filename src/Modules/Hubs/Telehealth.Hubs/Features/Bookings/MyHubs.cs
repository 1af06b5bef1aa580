using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Hubs.Features.Bookings;

internal sealed class MyHubsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/mine",
                async (PersonId? memberId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListMemberHubs(memberId), ct)).ToHttp()
            )
            .WithName("ListMyHubs")
            .WithSummary("The hubs you belong to, and your credits there; the concierge may name a member")
            .WithTags("Hubs: members")
            .Answers<IReadOnlyList<MyHub>>(StatusCodes.Status200OK);
}

/// <summary>A hub you belong to.</summary>
/// <param name="Id">The hub.</param>
/// <param name="Name">Its name.</param>
/// <param name="Colour">Brand colour.</param>
/// <param name="Available">Credits you can book with.</param>
/// <param name="Reserved">Credits set aside for booked sessions.</param>
/// <param name="PeriodEndsAt">When unused credits expire and new ones come.</param>
/// <param name="CarryOverCap">Most unused credits that go over.</param>
/// <param name="Session">What a credit buys.</param>
public sealed record MyHub(
    HubId Id,
    string Name,
    string Colour,
    long Available,
    long Reserved,
    Instant PeriodEndsAt,
    int CarryOverCap,
    HubOffer Session
);

/// <summary>What a credit buys.</summary>
/// <param name="DurationMinutes">Length.</param>
/// <param name="Modes">video, phone, in-person.</param>
/// <param name="FreeCancelHours">Cancelling at least this long before the start returns the credit.</param>
public sealed record HubOffer(int DurationMinutes, IReadOnlyList<string> Modes, int FreeCancelHours);

internal sealed record ListMemberHubs(PersonId? Member = null) : IQuery<IReadOnlyList<MyHub>>;

internal sealed class ListMemberHubsHandler(HubsDbContext db, HubDoor door, ISender sender)
    : IQueryHandler<ListMemberHubs, IReadOnlyList<MyHub>>
{
    public async Task<Result<IReadOnlyList<MyHub>>> Handle(ListMemberHubs query, CancellationToken ct)
    {
        var mine = new List<MyHub>();
        if (door.Member(query.Member) is not { } person)
        {
            return mine;
        }

        var rows = await db
            .Members.AsNoTracking()
            .Where(x => x.PersonId == person && x.State == MemberState.Active)
            .OrderBy(x => x.Sequence)
            .Join(db.Hubs.AsNoTracking(), x => x.HubId, x => x.Id, (member, hub) => new { member, hub })
            .ToListAsync(ct);
        foreach (var (member, hub) in rows.Select(x => (x.member, x.hub)))
        {
            var credits = await sender.Send(new GetCredits(FundingKind.Credit, hub.Channel, person), ct);
            if (credits.Error is { } error)
            {
                return error;
            }

            mine.Add(
                new MyHub(
                    hub.Id,
                    hub.Name,
                    hub.Colour,
                    credits.Value.Available.Units,
                    credits.Value.Reserved.Units,
                    member.PeriodEndsAt,
                    hub.Credits.CarryOverCap,
                    new HubOffer(hub.Terms.DurationMinutes, hub.Terms.Modes, hub.Terms.FreeCancelHours)
                )
            );
        }

        return mine;
    }
}
