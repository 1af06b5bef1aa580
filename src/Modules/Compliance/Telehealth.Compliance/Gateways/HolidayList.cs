using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Gateways;

/// <summary>
/// Reads bank holidays in the shape gov.uk publishes them, the list brought along unless another is named.
/// </summary>
internal static class HolidayList
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("dd/MM/uuuu", CultureInfo.InvariantCulture);

    /// <summary>The team's working time; throws when the file or the zone cannot be read.</summary>
    public static WorkingTime Read(ComplianceOptions options)
    {
        using var file = options.HolidaysFile is { Length: > 0 } path
            ? File.OpenRead(path)
            : typeof(HolidayList).Assembly.GetManifestResourceStream("bank-holidays.json")!;
        using var json = JsonDocument.Parse(file);
        var years = json.RootElement.GetProperty("divisions").GetProperty(options.HolidaysDivision);
        HashSet<LocalDate> days =
        [
            .. years
                .EnumerateObject()
                .Where(x => x.Value.ValueKind == JsonValueKind.Array)
                .SelectMany(year => year.Value.EnumerateArray())
                .Select(day => Day.Parse(day.GetProperty("date").GetString() ?? "").Value),
        ];
        return new WorkingTime(DateTimeZoneProviders.Tzdb[options.Zone], days);
    }
}
