using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

/// <summary>Lists and unlists a provider as Compliance decides, and flags what was booked (MKT-02).</summary>
[Consumer("marketplace.follow-clearance", DeadLetterPolicy.Halt, Lane.Prompt)]
internal sealed class FollowClearance(MarketplaceDbContext db, IWork work, IClock clock) : IReaction<ClearanceChangedV1>
{
    public async Task On(ClearanceChangedV1 integrationEvent, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var provider = integrationEvent.ProviderId;
        var profile = await db.Providers.FirstOrDefaultAsync(x => x.Id == provider, ct);
        if (profile is null || !profile.Clear(integrationEvent.Cleared, integrationEvent.Version, now))
        {
            return;
        }

        var ahead = await db
            .Bookings.Where(x => x.ProviderId == provider && x.State == BookingState.Confirmed && x.EndsAt > now)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        foreach (var booking in ahead)
        {
            if (integrationEvent.Cleared)
            {
                booking.Unflag();
                continue;
            }

            booking.Flag(now);
            work.Publish(
                new BookingFlaggedV1(booking.Id, booking.ProviderId, booking.ClientId),
                $"booking:{booking.Id}",
                booking
            );
        }
    }
}
