using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Marketplace.Features.Bookings;

/// <summary>The client did not come, with what is kept (HUB-15), or a line failed: so says the booking.</summary>
[Consumer("marketplace.miss-booking", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class MissBookingOnSessionMissed(MarketplaceDbContext db) : IReaction<SessionMissedV1>
{
    public async Task On(SessionMissedV1 integrationEvent, CancellationToken ct)
    {
        if (integrationEvent.By == MissedBy.Provider)
        {
            return;
        }

        var booking = await db.Bookings.FirstAsync(x => x.Id == integrationEvent.BookingId, ct);
        if (booking.State != BookingState.Confirmed)
        {
            return;
        }

        if (integrationEvent.By == MissedBy.Nobody)
        {
            booking.Fail();
        }
        else
        {
            booking.Miss(integrationEvent.KeepBasisPoints, integrationEvent.UsesUp);
        }
    }
}
