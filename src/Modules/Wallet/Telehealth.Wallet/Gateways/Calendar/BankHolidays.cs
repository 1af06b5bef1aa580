using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using PublicHoliday;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Gateways.Calendar;

/// <summary>
/// When payment schemes are closed: bank holidays in the UK for sterling, TARGET for the euro. Both are computed; a
/// file in the shape gov.uk publishes (<c>divisions</c>, in it years, in each the days as <c>dd/MM/yyyy</c>), named by
/// <c>Wallet:Payouts:HolidaysFile</c>, replaces them whole: the UK's by its division, TARGET's by one called
/// <c>target</c>, if it has one.
/// </summary>
internal static class BankHolidays
{
    private const string Target = "target";

    private static readonly LocalDatePattern Day = LocalDatePattern.Create("dd/MM/uuuu", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, UKBankHoliday.UkCountries> Divisions = new(StringComparer.Ordinal)
    {
        ["common.nations.england-and-wales_slug"] = UKBankHoliday.UkCountries.England,
        ["common.nations.scotland_slug"] = UKBankHoliday.UkCountries.Scotland,
        ["common.nations.northern-ireland_slug"] = UKBankHoliday.UkCountries.NorthernIreland,
    };

    /// <summary>The calendar these settings describe; throws when the file or the zone cannot be read.</summary>
    public static PayoutCalendar Calendar(PayoutSettings settings)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.Zone];
        var (own, target) = settings.HolidaysFile is { Length: > 0 } path
            ? Read(path, settings.HolidaysDivision)
            : (Computed(new UKBankHoliday(Divisions[settings.HolidaysDivision])), null);
        var euro = new PayoutCalendar(zone, target ?? Computed(new EcbTargetClosingDay()), settings.OnHoliday);
        var schemes = new Dictionary<string, PayoutCalendar> { [Currency.Eur.Code] = euro };
        return new PayoutCalendar(zone, own, settings.OnHoliday, schemes);
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

    private static SchemeHolidays Computed(IPublicHolidays scheme) =>
        new(year => scheme.PublicHolidays(year).Select(LocalDate.FromDateTime), int.MaxValue);

    private static (SchemeHolidays Own, SchemeHolidays? Target) Read(string path, string division)
    {
        using var file = File.OpenRead(path);
        using var json = JsonDocument.Parse(file);
        var divisions = json.RootElement.GetProperty("divisions");
        var target = divisions.TryGetProperty(Target, out var years) ? Listed(years) : null;
        return (Listed(divisions.GetProperty(division)), target);
    }

    private static SchemeHolidays Listed(JsonElement years)
    {
        var days = years
            .EnumerateObject()
            .Where(x => x.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(year => year.Value.EnumerateArray())
            .Select(day => Day.Parse(day.GetProperty("date").GetString() ?? "").Value)
            .ToLookup(x => x.Year);
        return new(year => days[year], days.Select(x => x.Key).DefaultIfEmpty().Max());
    }
}
