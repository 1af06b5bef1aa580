namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>
/// From (included) to (excluded) on a line of whole numbers: minutes of local time or seconds of Unix time.
/// </summary>
internal readonly record struct Span(long From, long To)
{
    public bool Overlaps(Span other) => From < other.To && other.From < To;

    public bool Contains(Span other) => From <= other.From && other.To <= To;
}

/// <summary>Sets of spans. Every answer is in order, disjoint, and joins what touches.</summary>
internal static class Spans
{
    public static List<Span> Union(IEnumerable<Span> spans)
    {
        var joined = new List<Span>();
        foreach (var span in spans.Where(x => x.From < x.To).OrderBy(x => x.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To)
            {
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, span.To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }

    public static List<Span> Subtract(IEnumerable<Span> from, IEnumerable<Span> taken)
    {
        var holes = Union(taken);
        var left = new List<Span>();
        foreach (var span in Union(from))
        {
            var start = span.From;
            foreach (var hole in holes.Where(x => x.Overlaps(span)))
            {
                if (hole.From > start)
                {
                    left.Add(new Span(start, hole.From));
                }

                start = Math.Max(start, hole.To);
            }

            if (start < span.To)
            {
                left.Add(span with { From = start });
            }
        }

        return left;
    }
}
