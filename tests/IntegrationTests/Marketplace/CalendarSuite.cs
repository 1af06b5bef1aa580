using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Weekly hours, dated hours and blocks, and the slots that follow from them.</summary>
public abstract class CalendarSuite(Engine engine) : MarketplaceSuite(engine)
{
    [EngineFact]
    [Rule("MKT-05", Part = "free-times")]
    public async Task Rules_breaks_dated_hours_and_blocks_make_up_the_free_slots_at_once()
    {
        var practice = await ListedProvider("Etc/UTC", Consultation(minutes: 60), AllWeek("09:00", "12:00"));
        var day = App.Now.InUtc().Date.PlusDays(5);
        (await Times(practice, day)).ShouldBe(["09:00", "09:30", "10:00", "10:30", "11:00"]);

        var block = await Post(
            practice.Http,
            "marketplace/providers/me/calendar/blocks",
            new BlockBody($"{day:uuuu-MM-dd}T10:00", $"{day:uuuu-MM-dd}T10:30", BlockReason.Training)
        );
        var blocked = await Success<BlockAnswer>(block);
        (await Times(practice, day)).ShouldBe(["09:00", "10:30", "11:00"]);

        var dated = new DateHoursBody([new("14:00", "15:00", Video)]);
        await Success<CalendarAnswer>(
            await Put(practice.Http, $"marketplace/providers/me/calendar/dates/{day:uuuu-MM-dd}", dated)
        );
        (await Times(practice, day)).ShouldBe(["14:00"]);

        await Success<CalendarAnswer>(await Delete(practice, $"dates/{day:uuuu-MM-dd}"));
        await Success<CalendarAnswer>(await Delete(practice, $"blocks/{blocked.Id}"));
        await SetHours(
            practice.Http,
            AllWeek("09:00", "12:00") with
            {
                Breaks = [new(day.DayOfWeek.ToString().ToLowerInvariant(), "10:00", "11:00")],
            }
        );
        (await Times(practice, day)).ShouldBe(["09:00", "11:00"]);
    }

    [EngineFact]
    [Rule("MKT-05", Part = "provider-opens")]
    public async Task The_provider_itself_may_accept_a_time_outside_its_calendar()
    {
        var practice = await ListedProvider("Etc/UTC", hours: AllWeek("09:00", "12:00"));
        var client = await NewClient();
        var night = Ahead(4, 22);
        (await Slots(practice, night, night + Duration.FromHours(1))).ShouldBeEmpty();
        var request = await Ask(client, practice, night);
        (await Accept(practice, request.Id, night)).StartsAt.ShouldBe(night);
    }

    [EngineFact]
    [Rule("MKT-06", Part = "wall-clock")]
    [Rule("MKT-06", Part = "viewer's zone")]
    [Rule("MKT-06", Part = "gap")]
    public async Task A_rule_keeps_its_wall_clock_time_over_a_change_of_the_clocks_and_shows_in_the_viewers_zone()
    {
        // Two weeks before London goes forward on 2027-03-28.
        await App.AdvanceTo(Instant.FromUtc(2027, 3, 15, 12, 0));
        var sundays = new WeeklyHoursBody([
            new("sunday", "01:00", "03:00", Video),
            new("sunday", "09:00", "10:00", Video),
        ]);
        var practice = await ListedProvider("Europe/London", Consultation(minutes: 60), sundays);
        var from = Instant.FromUtc(2027, 3, 20, 0, 0);
        var slots = await Slots(practice, from, from + Duration.FromDays(10), "&zone=Australia/Sydney&every=60");
        slots
            .Select(x => (x.ProviderLocalStart, x.LocalStart))
            .ShouldBe([
                ("2027-03-21T01:00:00Z", "2027-03-21T12:00:00+11:00"),
                ("2027-03-21T02:00:00Z", "2027-03-21T13:00:00+11:00"),
                ("2027-03-21T09:00:00Z", "2027-03-21T20:00:00+11:00"),
                // 01:00 does not exist that day.
                ("2027-03-28T02:00:00+01:00", "2027-03-28T12:00:00+11:00"),
                ("2027-03-28T09:00:00+01:00", "2027-03-28T19:00:00+11:00"),
            ]);
    }

    [EngineFact]
    [Rule("MKT-07", Part = "own marketplace")]
    [Rule("MKT-07", Part = "modes")]
    [Rule("MKT-07", Part = "off at once")]
    public async Task Turning_a_channel_off_removes_its_free_slots_at_once_and_a_mode_is_seen_only_where_it_is_open()
    {
        var practice = await ListedProvider("Etc/UTC");
        var from = Ahead(3, 8);
        (await Slots(practice, from, from + Duration.FromHours(2))).ShouldNotBeEmpty();
        var pool = new WeeklyHoursBody([
            .. AllWeek().Rules.Select(x => x with { Channels = [ChannelNames.QuickConnect] }),
        ]);
        await SetHours(practice.Http, pool);
        (await Slots(practice, from, from + Duration.FromHours(2))).ShouldBeEmpty();
        var both = new WeeklyHoursBody([
            .. AllWeek().Rules.Select(x => x with { Channels = [ChannelNames.QuickConnect, ChannelNames.Marketplace] }),
        ]);
        await SetHours(practice.Http, both);
        (await Slots(practice, from, from + Duration.FromHours(2))).ShouldNotBeEmpty();
        var byPhone = new WeeklyHoursBody([.. AllWeek().Rules.Select(x => x with { Modes = ["phone"] })]);
        await SetHours(practice.Http, byPhone);
        (await Slots(practice, from, from + Duration.FromHours(2))).ShouldBeEmpty();
    }

    [EngineFact]
    public async Task Open_time_rolls_forward_with_the_business_clock()
    {
        var practice = await ListedProvider("Etc/UTC");
        await App.Advance(Duration.FromDays(200));
        var far = Ahead(59);
        (await Slots(practice, far, far + Duration.FromHours(2))).ShouldNotBeEmpty();
        (
            await Look(db => Task.FromResult(db.OpenIntervals.Count(x => x.EndsAt < App.Now - Duration.FromDays(10))))
        ).ShouldBe(0);
    }

    [EngineFact]
    public async Task Twenty_changes_of_one_calendar_at_once_leave_the_intervals_of_the_plan_that_stands()
    {
        var practice = await ListedProvider("Etc/UTC");
        var day = App.Now.InUtc().Date.PlusDays(3);
        var answers = await Together(
            20,
            i =>
                Put(
                    practice.Http,
                    $"marketplace/providers/me/calendar/dates/{day.PlusDays(i % 4):uuuu-MM-dd}",
                    new DateHoursBody([new($"{8 + (i % 10):00}:00", $"{9 + (i % 10):00}:00", Video)])
                )
        );
        answers.ShouldAllBe(x => x.IsSuccessStatusCode || x.StatusCode == HttpStatusCode.Conflict);
        var calendar = await Look(db => Task.FromResult(db.Calendars.Single()));
        var stored = await Look(db =>
            Task.FromResult(db.OpenIntervals.Select(x => new { x.StartsAt, x.EndsAt }).ToList())
        );
        var today = calendar.UpdatedAt.InUtc().Date;
        var wanted = OpenTime.Of(calendar.Plan, DateTimeZone.Utc, today, calendar.MaterialisedUntil.InUtc().Date);
        stored
            .OrderBy(x => x.StartsAt)
            .Select(x => (x.StartsAt, x.EndsAt))
            .ShouldBe(wanted.Select(x => (x.StartsAt, x.EndsAt)));
    }

    [EngineFact]
    public async Task Hours_off_the_grid_or_upside_down_are_refused_by_name()
    {
        var practice = await ListedProvider("Etc/UTC");
        var calendar = await Read<CalendarAnswer>(practice.Http, "marketplace/providers/me/calendar");
        var wrong = new WeeklyHoursBody([
            new("monday", "09:02", "10:00", Video),
            new("someday", "11:00", "10:00", ["telepathy"]),
        ]);
        var response = await Put(practice.Http, "marketplace/providers/me/calendar/weekly", wrong, calendar.Version);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var field in new[] { "rules[0].from", "rules[1].from", "rules[1].modes", "rules[1].weekday" })
        {
            text.ShouldContain(field);
        }
    }

    private async Task<IEnumerable<string>> Times(Practice practice, LocalDate day)
    {
        var from = day.AtMidnight().InUtc().ToInstant();
        var slots = await Slots(practice, from, from + Duration.FromDays(1), "&every=30");
        return slots.Select(x => $"{x.StartsAt.InUtc().TimeOfDay:HH:mm}");
    }

    private static Task<HttpResponseMessage> Delete(Practice practice, string path) =>
        Versioned(practice.Http, HttpMethod.Delete, $"marketplace/providers/me/calendar/{path}", null, null);
}

public sealed class CalendarOnSqlite() : CalendarSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class CalendarOnPostgres() : CalendarSuite(Engine.Postgres);
