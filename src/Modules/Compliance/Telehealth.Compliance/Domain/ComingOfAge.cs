using System.Text.Json;
using NodaTime;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Domain;

/// <summary>
/// From which birthday somebody decides alone, by country (ages.json names the countries where it is not the
/// eighteenth; never earlier, COM-04).
/// </summary>
internal static class ComingOfAge
{
    private const int UsualAge = 18;

    private static readonly IReadOnlyDictionary<string, int> Ages = Read();

    /// <summary>The day it happens. Who was born on 29 February waits for 1 March in a common year.</summary>
    public static LocalDate Of(LocalDate born, string country)
    {
        var year = born.Year + Math.Max(UsualAge, Ages.GetValueOrDefault(country, UsualAge));
        return born is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year)
            ? new LocalDate(year, 3, 1)
            : new LocalDate(year, born.Month, born.Day);
    }

    /// <summary>True from the start of that day where the person lives; false while the date is unknown.</summary>
    public static bool IsReached(BirthDate born, Instant now) =>
        born.Date is { } date && now.InZone(DateTimeZoneProviders.Tzdb[born.TimeZone]).Date >= Of(date, born.Country);

    private static Dictionary<string, int> Read()
    {
        using var file = typeof(ComingOfAge).Assembly.GetManifestResourceStream("ages.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, int>>(file)!;
    }
}
