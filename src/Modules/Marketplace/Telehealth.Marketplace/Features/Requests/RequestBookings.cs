using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>The bookings that requests led to.</summary>
internal static class RequestBookings
{
    public static BookingId? Of(BookingRequest request) =>
        request.State == BookingRequestState.Accepted ? Booking.IdOf(request.Id) : null;

    /// <summary>Where the bookings stand that these requests led to.</summary>
    public static Task<Dictionary<BookingId, BookingState>> StatesOf(
        MarketplaceDbContext db,
        IEnumerable<BookingRequest> requests,
        CancellationToken ct
    )
    {
        var accepted = requests.Select(Of).OfType<BookingId>().ToList();
        return db
            .Bookings.AsNoTracking()
            .Where(x => accepted.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, x => x.State, ct);
    }
}
