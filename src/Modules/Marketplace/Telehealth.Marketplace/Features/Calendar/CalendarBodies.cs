using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Calendar;

/// <summary>Open time within a day, in the provider's wall-clock time.</summary>
/// <param name="From">HH:mm, on the five-minute grid.</param>
/// <param name="To">HH:mm; 00:00 means the end of the day.</param>
/// <param name="Modes">video, phone, in-person.</param>
/// <param name="Channels">Who sees it: marketplace, quick-connect, or a hub or partner. Left out: marketplace.</param>
public sealed record OpenWindowBody(
    string From,
    string To,
    IReadOnlyList<string> Modes,
    IReadOnlyList<string>? Channels = null
);

/// <summary>Open time of every week.</summary>
/// <param name="Weekday">monday to sunday.</param>
/// <param name="From">HH:mm, on the five-minute grid.</param>
/// <param name="To">HH:mm; 00:00 means the end of the day.</param>
/// <param name="Modes">video, phone, in-person.</param>
/// <param name="Channels">Who sees it: marketplace, quick-connect, or a hub or partner. Left out: marketplace.</param>
public sealed record WeeklyRuleBody(
    string Weekday,
    string From,
    string To,
    IReadOnlyList<string> Modes,
    IReadOnlyList<string>? Channels = null
);

/// <summary>A pause of every week, such as lunch.</summary>
/// <param name="Weekday">monday to sunday.</param>
/// <param name="From">HH:mm, on the five-minute grid.</param>
/// <param name="To">HH:mm; 00:00 means the end of the day.</param>
public sealed record WeeklyBreakBody(string Weekday, string From, string To);

/// <summary>All weekly hours; replaces those before.</summary>
/// <param name="Rules">When you are open.</param>
/// <param name="Breaks">When you pause within those hours.</param>
public sealed record WeeklyHoursBody(
    IReadOnlyList<WeeklyRuleBody> Rules,
    IReadOnlyList<WeeklyBreakBody>? Breaks = null
);

/// <summary>The hours of one date instead of the weekly ones; none closes the date.</summary>
/// <param name="Windows">When you are open on that date.</param>
public sealed record DateHoursBody(IReadOnlyList<OpenWindowBody> Windows);

/// <summary>Closed time, in the provider's wall-clock time.</summary>
/// <param name="From">yyyy-MM-ddTHH:mm.</param>
/// <param name="To">yyyy-MM-ddTHH:mm.</param>
/// <param name="Reason">Why: holiday, break, training, other.</param>
public sealed record BlockBody(string From, string To, BlockReason Reason = BlockReason.Holiday);

/// <summary>A block with its id.</summary>
public sealed record BlockAnswer(Guid Id, string From, string To, BlockReason Reason);

/// <summary>The hours of one date.</summary>
public sealed record DateHoursAnswer(LocalDate Date, IReadOnlyList<OpenWindowBody> Windows);

/// <summary>A provider's calendar as it wrote it. The version is the ETag for changes of the weekly hours.</summary>
public sealed record CalendarAnswer(
    string TimeZone,
    IReadOnlyList<WeeklyRuleBody> Rules,
    IReadOnlyList<WeeklyBreakBody> Breaks,
    IReadOnlyList<DateHoursAnswer> Dates,
    IReadOnlyList<BlockAnswer> Blocks,
    Instant OpenUntil,
    long Version
)
{
    internal static CalendarAnswer Of(ProviderCalendar calendar) =>
        new(
            calendar.TimeZone,
            [.. calendar.Plan.Weekly.Select(RuleOf)],
            [.. calendar.Plan.Breaks.Select(x => new WeeklyBreakBody(WallTime.Of(x.Weekday), Of(x.From), Of(x.To)))],
            [.. calendar.Plan.Overrides.Select(x => new DateHoursAnswer(x.Date, [.. x.Windows.Select(WindowOf)]))],
            [
                .. calendar.Plan.Blocks.Select(x => new BlockAnswer(
                    x.Id,
                    WallTime.Of(x.From),
                    WallTime.Of(x.To),
                    x.Reason
                )),
            ],
            calendar.MaterialisedUntil,
            calendar.Version
        );

    private static WeeklyRuleBody RuleOf(WeeklyRule rule) =>
        new(
            WallTime.Of(rule.Weekday),
            Of(rule.Window.From),
            Of(rule.Window.To),
            DeliveryModeNames.Of(rule.Window.Modes),
            rule.Window.Channels
        );

    private static OpenWindowBody WindowOf(OpenWindow window) =>
        new(Of(window.From), Of(window.To), DeliveryModeNames.Of(window.Modes), window.Channels);

    private static string Of(LocalTime time) => WallTime.Of(time);
}

/// <summary>Wall-clock times as people write them.</summary>
internal static class WallTime
{
    private static readonly LocalTimePattern Times = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private static readonly LocalDateTimePattern Moments = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm"
    );

    // Dates beyond this range have no place in a diary, and arithmetic on them could leave the calendar's range.
    private static readonly LocalDate First = new(2000, 1, 1);
    private static readonly LocalDate Last = new(2200, 1, 1);

    public static string Of(LocalTime time) => Times.Format(time);

    public static string Of(LocalDateTime moment) => Moments.Format(moment);

    public static string Of(IsoDayOfWeek weekday) => weekday.ToString().ToLower(CultureInfo.InvariantCulture);

    public static LocalTime? Time(string? text)
    {
        var parsed = Times.Parse(text ?? "");
        return parsed.Success && Grid.IsOn(parsed.Value) ? parsed.Value : null;
    }

    public static LocalDateTime? Moment(string? text)
    {
        var parsed = Moments.Parse(text ?? "");
        return parsed.Success && Grid.IsOn(parsed.Value.TimeOfDay) && InDiary(parsed.Value.Date) ? parsed.Value : null;
    }

    public static LocalDate? Date(string? text)
    {
        var parsed = LocalDatePattern.Iso.Parse(text ?? "");
        return parsed.Success && InDiary(parsed.Value) ? parsed.Value : null;
    }

    public static IsoDayOfWeek? Weekday(string? text) =>
        Enum.TryParse<IsoDayOfWeek>(text, ignoreCase: true, out var day)
        && day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
        && text!.All(char.IsLetter)
            ? day
            : null;

    /// <summary>True when to is after from; 00:00 stands for the end of the day.</summary>
    public static bool IsWindow(string? from, string? to) =>
        Time(from) is { } start && Time(to) is { } end && (end == LocalTime.Midnight || end > start);

    public static OpenWindow Window(OpenWindowBody body) =>
        new(
            Time(body.From)!.Value,
            Time(body.To)!.Value,
            DeliveryModeNames.Parse(body.Modes),
            [.. (body.Channels ?? [ChannelNames.Marketplace]).Order(StringComparer.Ordinal)]
        );

    private static bool InDiary(LocalDate date) => date >= First && date <= Last;
}
