using NodaTime;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>Finds the starts at which a session fits into open time that nothing has claimed.</summary>
internal static class SlotFinder
{
    /// <summary>
    /// Starts in order. Within open time they lie every <paramref name="everyMinutes"/> from its beginning. The session
    /// must be inside open time; its buffers need only be unclaimed.
    /// </summary>
    public static IEnumerable<Instant> Starts(
        IEnumerable<Span> open,
        IReadOnlyList<Span> busy,
        SlotShape shape,
        Span window,
        int everyMinutes
    )
    {
        var duration = shape.DurationMinutes * 60L;
        var every = everyMinutes * 60L;
        foreach (var stretch in Spans.Union(open))
        {
            var skipped = Math.Max(0, window.From - stretch.From);
            var first = stretch.From + ((skipped + every - 1) / every * every);
            for (var start = first; start + duration <= stretch.To && start < window.To; start += every)
            {
                var startsAt = Instant.FromUnixTimeSeconds(start);
                if (IsFree(startsAt, busy, shape))
                {
                    yield return startsAt;
                }
            }
        }
    }

    /// <summary>True when nothing has claimed the time, buffers included.</summary>
    public static bool IsFree(Instant startsAt, IReadOnlyList<Span> busy, SlotShape shape)
    {
        var taken = Grid.Taken(startsAt, shape);
        int low = 0,
            high = busy.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (busy[middle].To <= taken.From)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == busy.Count || busy[low].From >= taken.To;
    }
}
