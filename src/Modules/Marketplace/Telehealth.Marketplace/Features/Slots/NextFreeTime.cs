using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Slots;

/// <summary>The earliest free start of many providers at once: two range reads for all of them.</summary>
internal sealed class NextFreeTime(MarketplaceDbContext db, IOptions<MarketplaceOptions> options)
{
    private sealed record OpenRow(ProviderId ProviderId, Instant StartsAt, Instant EndsAt, int Modes);

    public async Task<Dictionary<ProviderId, Instant>> Of(
        IQueryable<ProviderId> providers,
        IReadOnlyList<ProviderService> services,
        string? mode,
        Instant now,
        CancellationToken ct
    )
    {
        var until = now + Duration.FromDays(options.Value.SearchWindowDays);
        var open = await OpenTimes(providers, now, until, ct);
        var busy = await ClaimedTimes(providers, now, until, ct);
        var asked = mode is null ? 0 : (int)DeliveryModeNames.Parse([mode]);
        var next = new Dictionary<ProviderId, Instant>();
        foreach (var service in services)
        {
            var modes = service.Prices.Aggregate(0, (all, x) => all | x.Mode) & (asked == 0 ? ~0 : asked);
            var free = Earliest(service, modes, open[service.ProviderId], busy, now, until);
            if (free is { } at && (!next.TryGetValue(service.ProviderId, out var known) || at < known))
            {
                next[service.ProviderId] = at;
            }
        }

        return next;
    }

    private async Task<ILookup<ProviderId, OpenRow>> OpenTimes(
        IQueryable<ProviderId> providers,
        Instant now,
        Instant until,
        CancellationToken ct
    )
    {
        var rows = await db
            .OpenIntervals.AsNoTracking()
            .Where(x => x.EndsAt > now && x.StartsAt < until && providers.Contains(x.ProviderId))
            .Where(x =>
                db.VisibilityChannels.Any(c =>
                    c.ProviderId == x.ProviderId
                    && c.SetId == x.VisibilitySetId
                    && c.Channel == ChannelNames.Marketplace
                )
            )
            .Select(x => new OpenRow(x.ProviderId, x.StartsAt, x.EndsAt, x.Modes))
            .ToListAsync(ct);
        return rows.ToLookup(x => x.ProviderId);
    }

    private async Task<Dictionary<ProviderId, List<Span>>> ClaimedTimes(
        IQueryable<ProviderId> providers,
        Instant now,
        Instant until,
        CancellationToken ct
    )
    {
        var first = Grid.StepOf(now - Duration.FromHours(12));
        var last = Grid.StepOf(until + Duration.FromHours(12));
        var steps = await db
            .SlotClaims.AsNoTracking()
            .Where(x => x.Step >= first && x.Step <= last && providers.Contains(x.ProviderId))
            .Select(x => new { x.ProviderId, x.Step })
            .ToListAsync(ct);
        return steps.GroupBy(x => x.ProviderId).ToDictionary(x => x.Key, x => Grid.Busy(x.Select(claim => claim.Step)));
    }

    private Instant? Earliest(
        ProviderService service,
        int modes,
        IEnumerable<OpenRow> open,
        Dictionary<ProviderId, List<Span>> busy,
        Instant now,
        Instant until
    )
    {
        var from = now + Duration.FromMinutes(service.MinLeadMinutes);
        var to = Instant.Min(until, now + Duration.FromDays(service.HorizonDays));
        var taken = busy.TryGetValue(service.ProviderId, out var known) ? known : [];
        var window = new Span(from.ToUnixTimeSeconds() + 1, to.ToUnixTimeSeconds());
        Instant? earliest = null;
        // Mode by mode: time open for the one does not lengthen time open for the other.
        foreach (var mode in DeliveryModeNames.Of((DeliveryModes)modes).Select(x => (int)DeliveryModeNames.Parse([x])))
        {
            var spans = open.Where(x => (x.Modes & mode) != 0).Select(x => FreeTime.SpanOf(x.StartsAt, x.EndsAt));
            var starts = SlotFinder.Starts(spans, taken, service.Shape, window, options.Value.SlotEveryMinutes);
            foreach (var start in starts.Take(1))
            {
                earliest = earliest is null ? start : Instant.Min(earliest.Value, start);
            }
        }

        return earliest;
    }
}
