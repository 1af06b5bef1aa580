using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Covers;

/// <summary>Every cover of a request or booking with the state it should be in once drained.</summary>
internal sealed class AnswerListBookedCovers(MarketplaceDbContext db)
    : IQueryHandler<ListBookedCovers, IReadOnlyList<BookedCover>>
{
    private const int MostItems = 1000;

    public async Task<Result<IReadOnlyList<BookedCover>>> Handle(ListBookedCovers query, CancellationToken ct)
    {
        // Pages follow the requests' own order: UUIDs are not ordered alike by every engine.
        // A cover that somebody else held is ours once the booking stands.
        var ours = db.Requests.AsNoTracking().Where(x => !x.CoverHeld || x.State == BookingRequestState.Accepted);
        var after = query.After is { } last
            ? await ours.Where(x => x.CoverId == last).Select(x => x.Sequence).FirstOrDefaultAsync(ct)
            : 0;
        var rows = await ours.Where(x => x.Sequence > after)
            .OrderBy(x => x.Sequence)
            .Take(Math.Clamp(query.Take, 1, MostItems))
            .Select(x => new
            {
                x.CoverId,
                x.State,
                // While nobody took a broadcast its whole limit is set aside.
                AmountMinor = x.State == BookingRequestState.Accepted || x.CeilingMinor == null
                    ? x.PriceMinor
                    : x.CeilingMinor.Value,
                x.Currency,
                x.Funding,
                Booking = db
                    .Bookings.Where(b => b.CoverId == x.CoverId)
                    .Select(b => (BookingState?)b.State)
                    .FirstOrDefault(),
                Kept = db.Bookings.Where(b => b.CoverId == x.CoverId).Select(b => b.KeptMinor).FirstOrDefault(),
                UsedUp = db.Bookings.Any(b => b.CoverId == x.CoverId && b.UsedUp),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(x => new BookedCover(
            x.CoverId,
            Expected(x.State, x.Booking, x.Kept > 0 || x.UsedUp),
            new Money(
                x.Booking is BookingState.Cancelled or BookingState.NoShow ? x.Kept : x.AmountMinor,
                Currency.Of(x.Currency)
            ),
            x.Funding
        ));
    }

    private static CoverExpectation Expected(BookingRequestState state, BookingState? booking, bool kept) =>
        (state, booking) switch
        {
            (BookingRequestState.Open or BookingRequestState.Accepting, _) => CoverExpectation.Reserved,
            (BookingRequestState.Accepted, BookingState.Completed) => CoverExpectation.Posted,
            (BookingRequestState.Accepted, BookingState.Cancelled or BookingState.NoShow) when kept =>
                CoverExpectation.Kept,
            (BookingRequestState.Accepted, BookingState.Confirmed) => CoverExpectation.Confirmed,
            _ => CoverExpectation.Released,
        };
}
