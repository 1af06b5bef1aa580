using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Concierge;

/// <summary>What this member of the concierge booked that is still to come, and the way to book.</summary>
internal sealed class ConciergeHomeCard(MarketplaceDbContext db, IClock clock) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.Concierge))
        {
            return null;
        }

        var (me, now) = (actor.Key, clock.GetCurrentInstant());
        var ahead = await db.Bookings.CountAsync(
            x => x.BookedBy == me && x.State == BookingState.Confirmed && x.StartsAt > now,
            ct
        );
        var figure = ahead switch
        {
            0 => "None ahead",
            1 => "1 session ahead",
            _ => $"{ahead} sessions ahead",
        };
        return new HomeCard(
            24,
            "What have I booked for members?",
            figure,
            "Find the member by the email address, then a provider and a time.",
            "/marketplace/concierge",
            "Book for a member"
        );
    }
}
