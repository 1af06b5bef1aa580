using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Marketplace.Features.Bookings;

/// <summary>The client did not come: so says the booking, with what is kept (HUB-15).</summary>
[Consumer("marketplace.miss-booking", DeadLetterPolicy.Halt)]
internal sealed class MissBookingOnSessionMissed(MarketplaceDbContext db) : IReaction<SessionMissedV1>
{
    public async Task On(SessionMissedV1 integrationEvent, CancellationToken ct)
    {
        if (integrationEvent.By != MissedBy.Client)
        {
            return;
        }

        var booking = await db.Bookings.FirstAsync(x => x.Id == integrationEvent.BookingId, ct);
        if (booking.State == BookingState.Confirmed)
        {
            booking.Miss(integrationEvent.KeepBasisPoints, integrationEvent.UsesUp);
        }
    }
}
