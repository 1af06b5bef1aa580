using NodaTime;

namespace Telehealth.Host.Cli;

/// <summary>
/// The week the demo's people lived through before anybody looks: what they earned in it is paid out on the coming
/// Friday.
/// </summary>
/// <param name="Monday">Its first day.</param>
internal sealed record SeededWeek(LocalDate Monday)
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>When the sandbox begins.</summary>
    public Instant Begin => At(6);

    /// <summary>When everything of the week has matured.</summary>
    public Instant End => At(13) + Duration.FromHours(49);

    /// <summary>The week whose withdrawals fall due on the first Friday from this day on.</summary>
    public static SeededWeek Before(Instant now)
    {
        var today = now.InZone(London).Date;
        var friday = today.DayOfWeek == IsoDayOfWeek.Friday ? today : today.Next(IsoDayOfWeek.Friday);
        return new SeededWeek(friday.PlusDays(-11));
    }

    /// <summary>The week a clock is in that has not arrived in the present yet.</summary>
    public static SeededWeek Of(Instant past)
    {
        var day = past.InZone(London).Date;
        return new SeededWeek(day.DayOfWeek == IsoDayOfWeek.Monday ? day : day.Previous(IsoDayOfWeek.Monday));
    }

    /// <summary>An hour of the Wednesday on which everything happens.</summary>
    public Instant At(int hour) => Monday.PlusDays(2).At(new LocalTime(hour, 0)).InZoneLeniently(London).ToInstant();

    /// <summary>The next such weekday and hour that is at least a day away.</summary>
    public static Instant Next(IsoDayOfWeek day, int hour, Instant now) =>
        now.InZone(London).Date.PlusDays(1).Next(day).At(new LocalTime(hour, 0)).InZoneLeniently(London).ToInstant();
}
