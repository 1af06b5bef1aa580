using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Slots;

/// <summary>Reads open and claimed time: one range read each.</summary>
internal sealed class FreeTime(MarketplaceDbContext db)
{
    /// <summary>Open stretches of a provider that a channel sees, for a mode, within a window.</summary>
    public async Task<List<Span>> Open(
        ProviderId provider,
        DeliveryModes mode,
        string channel,
        Instant from,
        Instant to,
        CancellationToken ct
    )
    {
        var bit = (int)mode;
        var rows = await db
            .OpenIntervals.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.StartsAt < to && x.EndsAt > from && (x.Modes & bit) != 0)
            .Where(x =>
                db.VisibilityChannels.Any(c =>
                    c.ProviderId == x.ProviderId && c.SetId == x.VisibilitySetId && c.Channel == channel
                )
            )
            .Select(x => new { x.StartsAt, x.EndsAt })
            .ToListAsync(ct);
        return Spans.Union(rows.Select(x => SpanOf(x.StartsAt, x.EndsAt)));
    }

    /// <summary>Claimed time of a provider that a session within the window could meet, in order.</summary>
    public async Task<List<Span>> Claimed(ProviderId provider, Instant from, Instant to, CancellationToken ct)
    {
        var first = Grid.StepOf(from - Around);
        var last = Grid.StepOf(to + Around);
        var steps = await db
            .SlotClaims.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.Step >= first && x.Step <= last)
            .Select(x => x.Step)
            .ToListAsync(ct);
        return Grid.Busy(steps);
    }

    public static Span SpanOf(Instant from, Instant to) => new(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());

    // The longest session with its longest buffers (480 + 2 × 120 minutes), so that its neighbours are seen.
    private static readonly Duration Around = Duration.FromHours(12);
}
