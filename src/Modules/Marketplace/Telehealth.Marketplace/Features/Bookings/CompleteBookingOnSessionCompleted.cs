using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Marketplace.Features.Bookings;

/// <summary>The session was held: so was the booking.</summary>
[Consumer("marketplace.complete-booking", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class CompleteBookingOnSessionCompleted(MarketplaceDbContext db) : IReaction<SessionCompletedV1>
{
    public async Task On(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        var booking = await db.Bookings.FirstAsync(x => x.Id == integrationEvent.BookingId, ct);
        if (booking.State == BookingState.Confirmed)
        {
            booking.Complete(integrationEvent.CompletedAt);
        }
    }
}
