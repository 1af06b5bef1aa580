using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Gateways.Calendar;

/// <summary>
/// Reads bank holidays in the shape gov.uk publishes them: <c>divisions</c>, in it years, in each the days as
/// <c>dd/MM/yyyy</c>. The embedded list is the default; <c>Wallet:Payouts:HolidaysFile</c> replaces it whole.
/// </summary>
internal static class BankHolidays
{
    private const string Embedded = "Telehealth.Wallet.Gateways.Calendar.bank-holidays.json";

    private static readonly LocalDatePattern Day = LocalDatePattern.Create("dd/MM/uuuu", CultureInfo.InvariantCulture);

    /// <summary>The calendar these settings describe; throws when the file or the zone cannot be read.</summary>
    public static PayoutCalendar Calendar(PayoutSettings settings)
    {
        using var file = settings.HolidaysFile is { Length: > 0 } path
            ? File.OpenRead(path)
            : typeof(BankHolidays).Assembly.GetManifestResourceStream(Embedded)!;
        var days = Read(file, settings.HolidaysDivision);
        return new PayoutCalendar(DateTimeZoneProviders.Tzdb[settings.Zone], days, settings.OnHoliday);
    }

    /// <summary>True when the settings describe a calendar; the host does not start without one.</summary>
    public static bool CanRead(PayoutSettings settings)
    {
        try
        {
            return Calendar(settings).Knows(new LocalDate(2026, 1, 1));
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or UnparsableValueException
                        or NodaTime.TimeZones.DateTimeZoneNotFoundException
            )
        {
            return false;
        }
    }

    private static HashSet<LocalDate> Read(Stream file, string division)
    {
        using var json = JsonDocument.Parse(file);
        var years = json.RootElement.GetProperty("divisions").GetProperty(division);
        return
        [
            .. years
                .EnumerateObject()
                .Where(x => x.Value.ValueKind == JsonValueKind.Array)
                .SelectMany(year => year.Value.EnumerateArray())
                .Select(day => Day.Parse(day.GetProperty("date").GetString() ?? "").Value),
        ];
    }
}
