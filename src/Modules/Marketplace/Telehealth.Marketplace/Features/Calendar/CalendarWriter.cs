using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Calendar;

/// <summary>Writes a calendar's open intervals, in the transaction that changes the calendar.</summary>
internal sealed class CalendarWriter(MarketplaceDbContext db, IWork work, IOptions<MarketplaceOptions> options)
{
    /// <summary>
    /// Recomputes the intervals and writes only what differs. The calendar's row goes first: its version makes a second
    /// writer fail there and start over, before it can meet half of this one's intervals.
    /// </summary>
    public async Task Materialise(ProviderCalendar calendar, Instant now, CancellationToken ct)
    {
        var days = options.Value.MaxHorizonDays + options.Value.HorizonReserveDays;
        var wanted = calendar.Materialise(now, days).ToDictionary(KeyOf);
        await work.Flush(ct);
        await KeepVisibility(calendar.ProviderId, wanted.Values.Select(x => x.ChannelKey).ToHashSet(), ct);
        var known = await db.OpenIntervals.Where(x => x.ProviderId == calendar.ProviderId).ToListAsync(ct);
        foreach (var interval in known)
        {
            if (!wanted.Remove((interval.StartsAt, interval.EndsAt, interval.VisibilitySetId, interval.Modes)))
            {
                db.OpenIntervals.Remove(interval);
            }
        }

        // Rows that go first: a stretch that only changed its end keeps its key.
        await work.Flush(ct);
        db.OpenIntervals.AddRange(
            wanted.Keys.Select(x => new OpenInterval
            {
                ProviderId = calendar.ProviderId,
                StartsAt = x.StartsAt,
                EndsAt = x.EndsAt,
                VisibilitySetId = x.SetId,
                Modes = x.Modes,
            })
        );
        await work.Flush(ct);
    }

    private static (Instant StartsAt, Instant EndsAt, Guid SetId, int Modes) KeyOf(OpenStretch x) =>
        (x.StartsAt, x.EndsAt, VisibilityChannel.IdOf(x.ChannelKey), (int)x.Modes);

    private async Task KeepVisibility(ProviderId provider, HashSet<string> channelKeys, CancellationToken ct)
    {
        var known = await db
            .VisibilityChannels.Where(x => x.ProviderId == provider)
            .Select(x => x.SetId)
            .Distinct()
            .ToListAsync(ct);
        foreach (var key in channelKeys)
        {
            var set = VisibilityChannel.IdOf(key);
            if (!known.Contains(set))
            {
                db.VisibilityChannels.AddRange(
                    key.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(channel => new VisibilityChannel
                        {
                            ProviderId = provider,
                            SetId = set,
                            Channel = channel,
                        })
                );
            }
        }
    }
}
