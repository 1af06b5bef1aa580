using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>Times as people read them, always in a zone.</summary>
public static class TimeText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly LocalDateTimePattern Long = LocalDateTimePattern.Create("ddd d MMM uuuu, HH:mm", English);

    private static readonly LocalDatePattern DayOnly = LocalDatePattern.Create("ddd d MMM uuuu", English);

    private static readonly LocalTimePattern TimeOnly = LocalTimePattern.Create("HH:mm", English);

    private static readonly OffsetPattern FixedOffset = OffsetPattern.CreateWithInvariantCulture("+HH:mm");

    /// <summary>As in <c>Fri 27 Nov 2026, 09:30</c>.</summary>
    public static string Of(Instant at, string? zone) => Long.Format(In(at, zone).LocalDateTime);

    /// <summary>As in <c>09:30</c>.</summary>
    public static string Clock(Instant at, string? zone) => TimeOnly.Format(In(at, zone).TimeOfDay);

    /// <summary>As in <c>Fri 27 Nov 2026</c>.</summary>
    public static string Day(LocalDate day) => DayOnly.Format(day);

    /// <summary>
    /// The zone's city, as in <c>Warsaw</c> for <c>Europe/Warsaw</c>; of one without a place its distance, as in
    /// <c>UTC+05:00</c>; UTC for an unknown one.
    /// </summary>
    public static string Place(string? zone) => FixedName(zone) ?? Zone(zone).Id.Split('/')[^1].Replace('_', ' ');

    /// <summary>The zone as people say it, as in <c>Warsaw time</c> or <c>UTC</c>.</summary>
    public static string ZoneName(string? zone) => FixedName(zone) ?? $"{Place(zone)} time";

    /// <summary>UTC and its distance for a zone that is no place, such as <c>Etc/GMT-5</c>; null for a place.</summary>
    public static string? FixedName(string? zone)
    {
        var found = Zone(zone);
        var isPlace =
            found.Id.Contains('/', StringComparison.Ordinal) && !found.Id.StartsWith("Etc/", StringComparison.Ordinal);
        return isPlace || found.MinOffset != found.MaxOffset ? null
            : found.MinOffset == Offset.Zero ? "UTC"
            : $"UTC{FixedOffset.Format(found.MinOffset)}";
    }

    /// <summary>What machines read.</summary>
    public static string Machine(Instant at) => InstantPattern.General.Format(at);

    private static ZonedDateTime In(Instant at, string? zone) => at.InZone(Zone(zone));

    private static DateTimeZone Zone(string? zone) =>
        (zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? DateTimeZone.Utc;
}
