using NodaTime;
using NodaTime.Text;
using Telehealth.Testing;
using Telehealth.Wallet;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Calendar;

namespace Telehealth.UnitTests.Wallet;

/// <summary>The Friday of the week after (WAL-09), by the table of standards §2.6.</summary>
public sealed class PayoutCalendarTests
{
    private static readonly PayoutCalendar Preceding = BankHolidays.Calendar(new PayoutSettings());

    private static readonly PayoutCalendar Following = BankHolidays.Calendar(
        new PayoutSettings { OnHoliday = HolidayRule.Following }
    );

    [Theory]
    [Rule("WAL-09", Part = "calendar")]
    [Rule("WAL-09", Part = "holiday")]
    [InlineData("2026-11-16", "2026-11-27", "2026-11-27", "2026-11-25")]
    [InlineData("2026-11-22", "2026-11-27", "2026-11-27", "2026-11-25")]
    [InlineData("2026-11-23", "2026-12-04", "2026-12-04", "2026-12-02")]
    [InlineData("2026-12-14", "2026-12-24", "2026-12-29", "2026-12-22")]
    [InlineData("2026-12-20", "2026-12-24", "2026-12-29", "2026-12-22")]
    [InlineData("2026-12-21", "2026-12-31", "2027-01-04", "2026-12-29")]
    [InlineData("2027-03-15", "2027-03-25", "2027-03-30", "2027-03-23")]
    [InlineData("2027-03-21", "2027-03-25", "2027-03-30", "2027-03-23")]
    public void An_invoice_is_paid_on_the_friday_of_the_week_after(
        string received,
        string preceding,
        string following,
        string submitBy
    )
    {
        Preceding.PayoutDate(Day(received)).ShouldBe(Day(preceding));
        Following.PayoutDate(Day(received)).ShouldBe(Day(following));
        Preceding.BusinessDayBefore(Day(preceding), 2).ShouldBe(Day(submitBy));
        Preceding.IsMoved(Day(received)).ShouldBe(Day(preceding).DayOfWeek != IsoDayOfWeek.Friday);
    }

    [Fact]
    [Rule("WAL-09", Part = "calendar")]
    public void The_week_turns_at_midnight_in_the_platforms_zone()
    {
        var late = Instant.FromUtc(2027, 3, 28, 23, 30);
        Preceding.DayOf(late).ShouldBe(Day("2027-03-29"));
        Preceding.PayoutDate(Preceding.DayOf(late)).ShouldBe(Day("2027-04-09"));
        var earlier = Instant.FromUtc(2027, 3, 28, 22, 30);
        Preceding.PayoutDate(Preceding.DayOf(earlier)).ShouldBe(Day("2027-04-02"));
    }

    [Fact]
    public void Business_days_skip_weekends_and_the_long_ones_of_easter_and_christmas()
    {
        Preceding.BusinessDayBefore(Day("2026-11-30")).ShouldBe(Day("2026-11-27"));
        Preceding.BusinessDayBefore(Day("2027-03-30")).ShouldBe(Day("2027-03-25"));
        Preceding.OnOrBefore(Day("2026-12-28")).ShouldBe(Day("2026-12-24"));
        Preceding.OnOrAfter(Day("2026-12-25")).ShouldBe(Day("2026-12-29"));
        Preceding.OnOrBefore(Day("2026-11-27")).ShouldBe(Day("2026-11-27"));
    }

    [Fact]
    public void What_missed_its_friday_goes_into_the_next_run()
    {
        Preceding.NextRun(Day("2026-11-24")).ShouldBe(Day("2026-11-27"));
        Preceding.NextRun(Day("2026-11-27")).ShouldBe(Day("2026-11-27"));
        Preceding.NextRun(Day("2026-11-28")).ShouldBe(Day("2026-12-04"));
        Preceding.NextRun(Day("2026-12-25")).ShouldBe(Day("2026-12-31"));
    }

    [Fact]
    public void Another_list_replaces_the_holidays_whole()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "divisions": { "own": { "2026": [{ "date": "27/11/2026" }] } } }""");
            var own = new PayoutSettings { HolidaysFile = file, HolidaysDivision = "own" };
            BankHolidays.CanRead(own).ShouldBeTrue();
            BankHolidays.Calendar(own).PayoutDate(Day("2026-11-16")).ShouldBe(Day("2026-11-26"));
            BankHolidays.Calendar(own).PayoutDate(Day("2026-12-14")).ShouldBe(Day("2026-12-25"));
            // A year without a list is not taken for one without holidays.
            BankHolidays.Calendar(own).Knows(Day("2026-12-31")).ShouldBeTrue();
            BankHolidays.Calendar(own).Knows(Day("2027-01-01")).ShouldBeFalse();
            // TARGET's days stay computed until the file has a list of them.
            BankHolidays.Calendar(own).In("EUR").IsBusinessDay(Day("2026-12-25")).ShouldBeFalse();
            File.WriteAllText(
                file,
                """{ "divisions": { "own": { "2026": [] }, "target": { "2026": [{ "date": "26/11/2026" }] } } }"""
            );
            BankHolidays.Calendar(own).In("EUR").IsBusinessDay(Day("2026-12-25")).ShouldBeTrue();
            BankHolidays.Calendar(own).In("EUR").IsBusinessDay(Day("2026-11-26")).ShouldBeFalse();
            File.WriteAllText(file, """{ "divisions": { "own": { "2026": [{ "date": "2026-11-27" }] } } }""");
            BankHolidays.CanRead(own).ShouldBeFalse();
        }
        finally
        {
            File.Delete(file);
        }

        BankHolidays.CanRead(new PayoutSettings { HolidaysFile = "/nowhere.json" }).ShouldBeFalse();
        BankHolidays.CanRead(new PayoutSettings { Zone = "Europe/Atlantis" }).ShouldBeFalse();
        BankHolidays.CanRead(new PayoutSettings { HolidaysDivision = "atlantis" }).ShouldBeFalse();
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
