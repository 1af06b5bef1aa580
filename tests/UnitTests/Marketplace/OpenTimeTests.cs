using NodaTime;
using NodaTime.Text;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.UnitTests.Marketplace;

/// <summary>Wall-clock plans across the changes of the clocks of standards §5.2.</summary>
public sealed class OpenTimeTests
{
    /// <summary>Zone, date, window, and the stretches it must become.</summary>
    public static TheoryData<string, string, string, string, string[]> Days() =>
        new()
        {
            // London 2027-03-28: 01:00 to 02:00 does not exist.
            { "Europe/London", "2027-03-28", "00:00", "04:00", ["2027-03-28T00:00Z/2027-03-28T03:00Z"] },
            { "Europe/London", "2027-03-28", "01:00", "02:00", [] },
            { "Europe/London", "2027-03-28", "01:30", "03:00", ["2027-03-28T01:00Z/2027-03-28T02:00Z"] },
            { "Europe/London", "2027-03-28", "09:00", "17:00", ["2027-03-28T08:00Z/2027-03-28T16:00Z"] },
            // London 2027-10-31: 01:00 to 02:00 comes twice and is offered the first time.
            { "Europe/London", "2027-10-31", "01:00", "02:00", ["2027-10-31T00:00Z/2027-10-31T01:00Z"] },
            {
                "Europe/London",
                "2027-10-31",
                "00:00",
                "04:00",
                ["2027-10-30T23:00Z/2027-10-31T01:00Z", "2027-10-31T02:00Z/2027-10-31T04:00Z"]
            },
            { "Europe/Warsaw", "2027-03-28", "01:00", "04:00", ["2027-03-28T00:00Z/2027-03-28T02:00Z"] },
            { "Europe/Warsaw", "2027-03-28", "02:00", "03:00", [] },
            { "Europe/Warsaw", "2027-10-31", "02:00", "03:00", ["2027-10-31T00:00Z/2027-10-31T01:00Z"] },
            { "America/New_York", "2027-03-14", "01:00", "04:00", ["2027-03-14T06:00Z/2027-03-14T08:00Z"] },
            { "America/New_York", "2027-03-14", "02:00", "03:00", [] },
            { "America/New_York", "2027-11-07", "01:00", "02:00", ["2027-11-07T05:00Z/2027-11-07T06:00Z"] },
            { "Australia/Sydney", "2027-04-04", "02:00", "03:00", ["2027-04-03T15:00Z/2027-04-03T16:00Z"] },
            { "Australia/Sydney", "2027-10-03", "02:00", "03:00", [] },
            { "Australia/Sydney", "2027-10-03", "09:00", "10:00", ["2027-10-02T22:00Z/2027-10-02T23:00Z"] },
            // Lord Howe moves by half an hour.
            { "Australia/Lord_Howe", "2027-04-04", "01:30", "02:00", ["2027-04-03T14:30Z/2027-04-03T15:00Z"] },
            { "Australia/Lord_Howe", "2027-10-03", "02:00", "02:30", [] },
            { "Australia/Lord_Howe", "2027-10-03", "01:30", "03:00", ["2027-10-02T15:00Z/2027-10-02T16:00Z"] },
            // Reykjavik never changes.
            { "Atlantic/Reykjavik", "2027-03-28", "01:00", "02:00", ["2027-03-28T01:00Z/2027-03-28T02:00Z"] },
            { "Atlantic/Reykjavik", "2027-10-31", "01:00", "02:00", ["2027-10-31T01:00Z/2027-10-31T02:00Z"] },
        };

    [Theory]
    [MemberData(nameof(Days))]
    public void A_window_becomes_these_stretches(string zone, string date, string from, string to, string[] expected)
    {
        var day = LocalDatePattern.Iso.Parse(date).Value;
        var plan = Plans.On(day, (from, to));
        var found = OpenTime.Of(plan, DateTimeZoneProviders.Tzdb[zone], day, day.PlusDays(1));
        found.Select(x => $"{Text(x.StartsAt)}/{Text(x.EndsAt)}").ShouldBe(expected);
    }

    [Fact]
    public void A_rule_of_nine_stays_nine_on_both_sides_of_the_change()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var plan = Plans.Weekly(IsoDayOfWeek.Monday, ("09:00", "10:00"));
        var found = OpenTime.Of(plan, zone, new LocalDate(2027, 3, 22), new LocalDate(2027, 4, 3));
        found.Select(x => x.StartsAt.InZone(zone).TimeOfDay).ShouldBe([new LocalTime(9, 0), new LocalTime(9, 0)]);
        found.Select(x => Text(x.StartsAt)).ShouldBe(["2027-03-22T09:00Z", "2027-03-29T08:00Z"]);
    }

    [Fact]
    public void Windows_that_meet_at_midnight_are_one_stretch()
    {
        var plan = new AvailabilityPlan(
            [
                new(IsoDayOfWeek.Monday, Plans.Window("22:00", "00:00")),
                new(IsoDayOfWeek.Tuesday, Plans.Window("00:00", "02:00")),
            ],
            [],
            [],
            []
        );
        var monday = new LocalDate(2027, 1, 4);
        OpenTime.Of(plan, DateTimeZone.Utc, monday, monday.PlusDays(2)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_break_cuts_weekly_hours_but_not_the_hours_of_a_date_and_a_block_cuts_both()
    {
        var monday = new LocalDate(2027, 1, 4);
        var plan = Plans.Weekly(IsoDayOfWeek.Monday, ("09:00", "17:00")) with
        {
            Breaks = [new(IsoDayOfWeek.Monday, new LocalTime(12, 0), new LocalTime(13, 0))],
        };
        Hours(plan, monday).ShouldBe(["09:00-12:00", "13:00-17:00"]);
        var dated = plan.With(new DateOverride(monday, [Plans.Window("11:00", "14:00")]));
        Hours(dated, monday).ShouldBe(["11:00-14:00"]);
        var blocked = dated.With(
            new Block(Guid.Empty, monday.At(new LocalTime(11, 30)), monday.At(new LocalTime(12, 0)), BlockReason.Other)
        );
        Hours(blocked, monday).ShouldBe(["11:00-11:30", "12:00-14:00"]);
        Hours(plan.With(new DateOverride(monday, [])), monday).ShouldBeEmpty();
    }

    private static IEnumerable<string> Hours(AvailabilityPlan plan, LocalDate day) =>
        OpenTime
            .Of(plan, DateTimeZone.Utc, day, day.PlusDays(1))
            .Select(x => $"{x.StartsAt.InUtc().TimeOfDay:HH:mm}-{x.EndsAt.InUtc().TimeOfDay:HH:mm}");

    private static string Text(Instant instant) =>
        InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm'Z'").Format(instant);
}

/// <summary>Plans as the tests of the calendar write them.</summary>
internal static class Plans
{
    private static readonly LocalTimePattern Times = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static OpenWindow Window(string from, string to) =>
        new(Times.Parse(from).Value, Times.Parse(to).Value, DeliveryModes.Video, [ChannelNames.Marketplace]);

    public static AvailabilityPlan On(LocalDate day, params (string From, string To)[] windows) =>
        AvailabilityPlan.Empty.With(new DateOverride(day, [.. windows.Select(x => Window(x.From, x.To))]));

    public static AvailabilityPlan Weekly(IsoDayOfWeek day, params (string From, string To)[] windows) =>
        AvailabilityPlan.Empty with
        {
            Weekly = [.. windows.Select(x => new WeeklyRule(day, Window(x.From, x.To)))],
        };
}
