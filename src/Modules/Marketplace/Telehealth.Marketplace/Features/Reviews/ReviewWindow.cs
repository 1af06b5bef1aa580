using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Reviews;

namespace Telehealth.Marketplace.Features.Reviews;

/// <summary>Who may rate a booking, and until when (MKT-20).</summary>
internal sealed class ReviewWindow(IClock clock, MarketplaceOptions options)
{
    /// <summary>Null when this side of the booking may rate it now.</summary>
    public Error? Refusal(Booking booking, CancelledBy by) =>
        by != CancelledBy.Client ? ReviewErrors.ClientOnly
        : booking.State != BookingState.Completed ? ReviewErrors.NotHeld
        : booking.CompletedAt + Duration.FromDays(options.ReviewDays) < clock.GetCurrentInstant() ? ReviewErrors.TooLate
        : null;
}
