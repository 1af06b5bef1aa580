using NodaTime;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>A stretch of open time with the modes it is open for and the channels that see it.</summary>
internal sealed record OpenStretch(Instant StartsAt, Instant EndsAt, DeliveryModes Modes, string ChannelKey);

/// <summary>Turns a plan in wall-clock time into stretches of real time.</summary>
internal static class OpenTime
{
    private static readonly LocalDateTime Epoch = new(1970, 1, 1, 0, 0);

    /// <summary>The channels of a window as one text, alike for the same set.</summary>
    public static string KeyOf(IEnumerable<string> channels) =>
        string.Join(' ', channels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>
    /// The stretches of the dates from <paramref name="from"/> up to, not including, <paramref name="until"/>. Wall
    /// times in a gap do not exist; an hour that comes twice is offered the first time only (MKT-06).
    /// </summary>
    public static List<OpenStretch> Of(AvailabilityPlan plan, DateTimeZone zone, LocalDate from, LocalDate until)
    {
        var blocks = plan.Blocks.Select(x => new Span(Minutes(x.From), Minutes(x.To))).ToList();
        var open = new Dictionary<(DeliveryModes Modes, string Channels), List<Span>>();
        for (var date = from; date < until; date = date.PlusDays(1))
        {
            var dated = plan.Overrides.Any(x => x.Date == date);
            var breaks = dated
                ? []
                : plan.Breaks.Where(x => x.Weekday == date.DayOfWeek).Select(x => On(date, x.From, x.To)).ToList();
            foreach (var window in plan.WindowsOn(date))
            {
                var key = (window.Modes, KeyOf(window.Channels));
                var spans = open.TryGetValue(key, out var known) ? known : open[key] = [];
                spans.AddRange(Spans.Subtract([On(date, window.From, window.To)], breaks));
            }
        }

        var walls = WallTimes(zone, from, until);
        return
        [
            .. open.SelectMany(entry =>
                    Real(Spans.Subtract(entry.Value, blocks), walls)
                        .Select(x => new OpenStretch(
                            Instant.FromUnixTimeSeconds(x.From),
                            Instant.FromUnixTimeSeconds(x.To),
                            entry.Key.Modes,
                            entry.Key.Channels
                        ))
                )
                .OrderBy(x => x.StartsAt)
                .ThenBy(x => x.ChannelKey, StringComparer.Ordinal)
                .ThenBy(x => x.Modes),
        ];
    }

    // Each part of the wall clock with the offset it is read by. A part that comes twice belongs to the first reading,
    // a part that is skipped to none: so every wall time has one instant or none.
    private static List<(Span Wall, long OffsetSeconds)> WallTimes(DateTimeZone zone, LocalDate from, LocalDate until)
    {
        var around = new Interval(
            zone.AtStartOfDay(from.PlusDays(-2)).ToInstant(),
            zone.AtStartOfDay(until.PlusDays(2)).ToInstant()
        );
        var walls = new List<(Span, long)>();
        var told = long.MinValue;
        foreach (var part in zone.GetZoneIntervals(around))
        {
            var start = part.HasStart ? Minutes(part.IsoLocalStart) : long.MinValue;
            var end = part.HasEnd ? Minutes(part.IsoLocalEnd) : long.MaxValue;
            walls.Add((new Span(Math.Max(start, told), end), part.WallOffset.Seconds));
            told = Math.Max(told, end);
        }

        return walls;
    }

    private static List<Span> Real(List<Span> local, List<(Span Wall, long OffsetSeconds)> walls)
    {
        var real = new List<Span>();
        foreach (var span in local)
        {
            foreach (var (wall, offset) in walls.Where(x => x.Wall.Overlaps(span)))
            {
                var start = (Math.Max(span.From, wall.From) * 60) - offset;
                var end = (Math.Min(span.To, wall.To) * 60) - offset;
                real.Add(OnGrid(new Span(start, end)));
            }
        }

        return Spans.Union(real);
    }

    // An offset that is no multiple of five minutes leaves the grid only inwards.
    private static Span OnGrid(Span span)
    {
        const long step = Grid.StepSeconds;
        var from = ((span.From % step) + step) % step == 0 ? span.From : span.From + step - Mod(span.From, step);
        return new Span(from, span.To - Mod(span.To, step));
    }

    private static long Mod(long value, long by) => ((value % by) + by) % by;

    private static Span On(LocalDate date, LocalTime from, LocalTime to)
    {
        var midnight = Minutes(date.AtMidnight());
        var end = to == LocalTime.Midnight ? 24 * 60 : MinuteOf(to);
        return new Span(midnight + MinuteOf(from), midnight + end);
    }

    private static long MinuteOf(LocalTime time) => (time.Hour * 60) + time.Minute;

    private static long Minutes(LocalDateTime local) =>
        Period.DaysBetween(Epoch.Date, local.Date) * 24L * 60 + MinuteOf(local.TimeOfDay);
}
