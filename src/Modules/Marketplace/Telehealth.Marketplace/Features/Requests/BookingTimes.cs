using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Slots;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>
/// Which preferred times nothing has claimed yet: a kindness to the caller, never what prevents double booking.
/// </summary>
internal sealed class BookingTimes(FreeTime time)
{
    /// <summary>The times that lie ahead and are unclaimed, in the given order.</summary>
    public async Task<IReadOnlyList<Instant>> StillPossible(
        ProviderId provider,
        SlotShape shape,
        IReadOnlyList<Instant> times,
        Instant now,
        CancellationToken ct
    )
    {
        var ahead = times.Where(x => x > now).ToList();
        if (ahead.Count == 0)
        {
            return [];
        }

        var busy = await time.Claimed(provider, ahead.Min(), ahead.Max(), ct);
        return [.. ahead.Where(x => SlotFinder.IsFree(x, busy, shape))];
    }

    /// <summary>True when nothing has claimed the time, buffers included.</summary>
    public async Task<bool> IsFree(ProviderId provider, SlotShape shape, Instant startsAt, CancellationToken ct) =>
        SlotFinder.IsFree(startsAt, await time.Claimed(provider, startsAt, startsAt, ct), shape);
}
