using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>Who waits for a provider's answer; what a client still waits for.</summary>
internal sealed class WaitingRequestsHomeCard(MarketplaceDbContext db, Offers offers, IClock clock) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (actor.Person is not { } person)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        if (actor.Has(Roles.Provider))
        {
            var provider = ProviderId.Of(person);
            var waiting = await offers.Waiting(provider, now).CountAsync(ct);
            return new HomeCard(
                5,
                "Who waits for me now?",
                Say(waiting),
                "Accept a time or decline with a reason.",
                waiting == 0 ? null : "/marketplace/inbox",
                waiting == 0 ? null : "Answer"
            );
        }

        if (!actor.Has(Roles.Client))
        {
            return null;
        }

        var asked = await db.Requests.CountAsync(
            x => x.ClientId == person && x.State == BookingRequestState.Open && x.Deadline > now,
            ct
        );
        return asked == 0
            ? new HomeCard(
                15,
                "Who can help me?",
                "Find someone",
                "Search, or ask everybody who could.",
                "/marketplace/find",
                "Search"
            )
            : new HomeCard(
                15,
                "What have I asked for?",
                Say(asked),
                "We tell you by mail.",
                "/marketplace/requests",
                "See requests"
            );
    }

    private static string Say(int count) =>
        count switch
        {
            0 => "Nobody",
            1 => "1 request",
            _ => $"{count} requests",
        };
}
