using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using NodaTime.Text;
using Telehealth.Compliance;
using Telehealth.Testing;
using Telehealth.Wallet;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Calendar;

namespace Telehealth.UnitTests.Wallet;

/// <summary>When payment schemes are closed, and where that moves a payment.</summary>
public sealed class SchemeDayTests
{
    private static readonly PayoutCalendar Calendar = BankHolidays.Calendar(new PayoutSettings());
    private static readonly LocalDate Start = new(2020, 1, 1);
    private static readonly string[] Currencies = ["GBP", "EUR", "PLN", "USD"];

    [Fact]
    public void The_computed_days_of_the_uk_are_those_gov_uk_publishes()
    {
        var listed = Published().ToHashSet();
        listed.Count.ShouldBeGreaterThan(70);
        for (var day = listed.Min(); day <= new LocalDate(listed.Max().Year, 12, 31); day = day.PlusDays(1))
        {
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
            {
                Calendar.IsBusinessDay(day).ShouldBe(!listed.Contains(day), $"{day}");
            }
        }
    }

    // The ECB's list: New Year, Good Friday, Easter Monday, 1 May, 25 and 26 December; nothing is moved to a weekday.
    [Theory]
    [InlineData("2026-01-01", false)]
    [InlineData("2026-04-03", false)]
    [InlineData("2026-04-06", false)]
    [InlineData("2026-05-01", false)]
    [InlineData("2026-05-04", true)]
    [InlineData("2026-12-25", false)]
    [InlineData("2026-12-28", true)]
    [InlineData("2027-03-26", false)]
    [InlineData("2027-03-29", false)]
    [InlineData("2027-05-03", true)]
    [InlineData("2027-12-27", true)]
    [InlineData("2028-04-17", false)]
    [InlineData("2028-05-01", false)]
    public void The_euro_follows_target(string day, bool open) =>
        Calendar.In("EUR").IsBusinessDay(Day(day)).ShouldBe(open);

    [Theory]
    [Rule("WAL-09", Part = "holiday")]
    [InlineData("EUR", "2026-04-20", "2026-04-30")]
    [InlineData("GBP", "2026-04-20", "2026-05-01")]
    [InlineData("PLN", "2026-04-20", "2026-05-01")]
    public void A_friday_on_which_the_scheme_is_closed_is_paid_the_day_before(
        string currency,
        string received,
        string paid
    ) => Calendar.In(currency).PayoutDate(Day(received)).ShouldBe(Day(paid));

    [Property(MaxTest = 2_000)]
    public bool A_day_moves_to_the_next_business_day_and_no_further(ushort wanted, ushort today, byte which)
    {
        var scheme = Calendar.In(Currencies[which % Currencies.Length]);
        var (day, now) = (Start.PlusDays(wanted % 15_000), Start.PlusDays(today % 15_000));
        var earliest = LocalDate.Max(day, now);
        var moved = scheme.Executable(day, now);
        return moved >= earliest
            && scheme.IsBusinessDay(moved)
            && Days(earliest, moved).All(x => !scheme.IsBusinessDay(x))
            && scheme.Executable(moved, now) == moved;
    }

    [Property(MaxTest = 2_000)]
    [Rule("WAL-10", Part = "bacs")]
    public bool Bacs_processes_on_the_last_business_day_before_the_money_arrives(ushort days)
    {
        var scheme = Calendar.In("GBP");
        var payDate = scheme.OnOrAfter(Start.PlusDays(days % 15_000));
        var (processing, submitted) = (scheme.BusinessDayBefore(payDate), scheme.BusinessDayBefore(payDate, 2));
        return submitted < processing
            && processing < payDate
            && scheme.IsBusinessDay(processing)
            && scheme.IsBusinessDay(submitted)
            && Days(processing.PlusDays(1), payDate).All(x => !scheme.IsBusinessDay(x))
            && Days(submitted.PlusDays(1), processing).All(x => !scheme.IsBusinessDay(x));
    }

    [Property(MaxTest = 2_000)]
    public bool The_day_to_gather_for_is_never_over(ushort wanted, ushort today, byte which)
    {
        var scheme = Calendar.In(Currencies[which % Currencies.Length]);
        var (day, now) = (Start.PlusDays(wanted % 15_000), Start.PlusDays(today % 15_000));
        var run = scheme.RunFor(day, now);
        return run >= now && scheme.IsBusinessDay(run) && (run <= day || day < now || run == scheme.OnOrAfter(now));
    }

    private static IEnumerable<LocalDate> Days(LocalDate from, LocalDate before)
    {
        for (var day = from; day < before; day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    // Another module brings gov.uk's own list along, as published.
    private static IEnumerable<LocalDate> Published()
    {
        using var file = typeof(ComplianceModule).Assembly.GetManifestResourceStream("bank-holidays.json")!;
        using var json = JsonDocument.Parse(file);
        var years = json.RootElement.GetProperty("divisions").GetProperty("common.nations.england-and-wales_slug");
        var pattern = LocalDatePattern.Create("dd/MM/uuuu", CultureInfo.InvariantCulture);
        return
        [
            .. years
                .EnumerateObject()
                .Where(x => x.Value.ValueKind == JsonValueKind.Array)
                .SelectMany(x => x.Value.EnumerateArray())
                .Select(x => pattern.Parse(x.GetProperty("date").GetString()!).Value),
        ];
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
