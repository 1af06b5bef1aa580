using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Bookings;

/// <summary>
/// Calls bookings off. The booking's row decides between cancelling and beginning, whoever comes first; time decides
/// the rest: nothing is cancelled once it should have started.
/// </summary>
internal sealed class Cancellation(MarketplaceDbContext db, IWork work, IClock clock)
{
    /// <summary>What it would cost now.</summary>
    public async Task<Result<CancellationCost>> Cost(Booking booking, CancelledBy by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (booking.State != BookingState.Confirmed)
        {
            return BookingErrors.NotConfirmed;
        }

        if (booking.BegunAt is not null || now >= booking.StartsAt)
        {
            return BookingErrors.Begun;
        }

        var policy = await db
            .Policies.AsNoTracking()
            .FirstAsync(x => x.PolicyId == booking.PolicyId && x.PolicyVersion == booking.PolicyVersion, ct);
        return CancellationCost.Of(booking, policy.ToContract().Terms, by, now);
    }

    /// <summary>Confirmed and not begun → Cancelled, its time free again, and the event; all or nothing.</summary>
    public async Task<Result<CancelledBooking>> Cancel(
        Booking booking,
        CancellationCost cost,
        CancelledBy by,
        string? reason,
        CancellationToken ct
    )
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var ended = await db
            .Bookings.Where(x => x.Id == booking.Id && x.State == BookingState.Confirmed && x.BegunAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, BookingState.Cancelled)
                        .SetProperty(x => x.CancelledAt, now)
                        .SetProperty(x => x.CancelledBy, by)
                        .SetProperty(x => x.CancelReason, reason)
                        .SetProperty(x => x.KeepBasisPoints, cost.KeepBasisPoints)
                        .SetProperty(x => x.KeptMinor, cost.Kept.Minor)
                        .SetProperty(x => x.UsedUp, cost.UsesUp)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (ended == 0)
        {
            var begun = await db.Bookings.AnyAsync(x => x.Id == booking.Id && x.BegunAt != null, ct);
            return begun ? BookingErrors.Begun : BookingErrors.NotConfirmed;
        }

        await db.SlotClaims.Where(x => x.BookingId == booking.Id).ExecuteDeleteAsync(ct);
        await ClientTime.LetGo(db, booking.Id, ct);
        var version = await db.Bookings.Where(x => x.Id == booking.Id).Select(x => x.Version).FirstAsync(ct);
        work.Publish(EventOf(booking, cost, by, now), $"booking:{booking.Id}", version);
        return new CancelledBooking(booking.Id, cost.KeepBasisPoints, cost.UsesUp, now);
    }

    private static BookingCancelledV1 EventOf(Booking x, CancellationCost cost, CancelledBy by, Instant now) =>
        new(
            x.Id,
            x.Number,
            x.ProviderId,
            x.ClientId,
            x.CoverId,
            x.ServiceName,
            x.Mode,
            x.StartsAt,
            x.EndsAt,
            x.ProviderZone,
            x.ClientZone,
            x.Price,
            by,
            cost.KeepBasisPoints,
            cost.UsesUp,
            now,
            x.PolicyId,
            x.PolicyVersion
        );
}
