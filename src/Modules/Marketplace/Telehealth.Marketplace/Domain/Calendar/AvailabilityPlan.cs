using NodaTime;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>Open time within one day. To at 00:00 means the end of the day.</summary>
internal sealed record OpenWindow(LocalTime From, LocalTime To, DeliveryModes Modes, IReadOnlyList<string> Channels);

/// <summary>Open time of every week, at wall-clock time: a 09:00 rule stays 09:00 (MKT-06).</summary>
internal sealed record WeeklyRule(IsoDayOfWeek Weekday, OpenWindow Window);

/// <summary>
/// A pause of every week, such as lunch; it cuts the weekly rules, not the hours set for a single date.
/// </summary>
internal sealed record WeeklyBreak(IsoDayOfWeek Weekday, LocalTime From, LocalTime To);

/// <summary>The hours of one date instead of the weekly ones; none at all closes the date.</summary>
internal sealed record DateOverride(LocalDate Date, IReadOnlyList<OpenWindow> Windows);

/// <summary>Time that is closed whatever else says it is open, in the provider's wall-clock time.</summary>
internal sealed record Block(Guid Id, LocalDateTime From, LocalDateTime To, BlockReason Reason);

/// <summary>Why time is blocked; a word out of a list, since free text there tends to say too much.</summary>
public enum BlockReason
{
    /// <summary>Away.</summary>
    Holiday,

    /// <summary>A pause.</summary>
    Break,

    /// <summary>Learning or supervision.</summary>
    Training,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>All a provider says about its time (MKT-05). Replaced as a whole, never changed in place.</summary>
internal sealed record AvailabilityPlan(
    IReadOnlyList<WeeklyRule> Weekly,
    IReadOnlyList<WeeklyBreak> Breaks,
    IReadOnlyList<DateOverride> Overrides,
    IReadOnlyList<Block> Blocks
)
{
    public static readonly AvailabilityPlan Empty = new([], [], [], []);

    /// <summary>The windows open on a date, before blocks.</summary>
    public IEnumerable<OpenWindow> WindowsOn(LocalDate date) =>
        Overrides.FirstOrDefault(x => x.Date == date)?.Windows
        ?? Weekly.Where(x => x.Weekday == date.DayOfWeek).Select(x => x.Window);

    public AvailabilityPlan With(DateOverride dated) =>
        this with
        {
            Overrides = [.. Overrides.Where(x => x.Date != dated.Date).Append(dated).OrderBy(x => x.Date)],
        };

    public AvailabilityPlan WithoutOverride(LocalDate date) =>
        this with
        {
            Overrides = [.. Overrides.Where(x => x.Date != date)],
        };

    public AvailabilityPlan With(Block block) => this with { Blocks = [.. Blocks.Append(block).OrderBy(x => x.From)] };

    public AvailabilityPlan WithoutBlock(Guid id) => this with { Blocks = [.. Blocks.Where(x => x.Id != id)] };

    /// <summary>Every channel that sees some of this time.</summary>
    public IReadOnlySet<string> Channels() =>
        Weekly
            .Select(x => x.Window)
            .Concat(Overrides.SelectMany(x => x.Windows))
            .SelectMany(x => x.Channels)
            .ToHashSet();

    /// <summary>Off one channel: time that only this channel saw is open no longer.</summary>
    public AvailabilityPlan WithoutChannel(string channel) =>
        this with
        {
            Weekly =
            [
                .. Weekly
                    .Select(x => x with { Window = Without(x.Window, channel) })
                    .Where(x => x.Window.Channels.Count > 0),
            ],
            Overrides =
            [
                .. Overrides.Select(x =>
                    x with
                    {
                        Windows = [.. x.Windows.Select(w => Without(w, channel)).Where(w => w.Channels.Count > 0)],
                    }
                ),
            ],
        };

    /// <summary>
    /// Without the overrides and blocks that lie wholly before a date: they can open or close nothing more.
    /// </summary>
    public AvailabilityPlan Since(LocalDate date) =>
        this with
        {
            Overrides = [.. Overrides.Where(x => x.Date >= date)],
            Blocks = [.. Blocks.Where(x => x.To.Date >= date)],
        };

    private static OpenWindow Without(OpenWindow window, string channel) =>
        window with
        {
            Channels = [.. window.Channels.Where(x => x != channel)],
        };
}
