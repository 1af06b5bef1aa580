using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;

namespace Telehealth.Marketplace.Features.Acceptance;

/// <summary>What everybody hears of a new booking, however it came about.</summary>
internal static class BookingConfirmation
{
    public static BookingConfirmedV1 Of(Booking booking) =>
        new(
            booking.Id,
            booking.Number,
            booking.RequestId,
            booking.ProviderId,
            booking.ClientId,
            booking.CoverId,
            booking.ServiceName,
            booking.Mode,
            booking.StartsAt,
            booking.EndsAt,
            booking.ProviderZone,
            booking.ClientZone,
            booking.Price,
            booking.PolicyId,
            booking.PolicyVersion
        );
}
