using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Compliance;

/// <summary>A concern from its raising to its closing by two people (COM-05, COM-06).</summary>
public abstract class ConcernSuite(Engine engine) : SafeguardingSuite(engine)
{
    [EngineFact]
    [Rule("COM-05", Part = "raise")]
    [Rule("COM-05", Part = "facts")]
    public async Task A_provider_raises_a_concern_of_the_own_session_and_sees_only_that_it_was_received()
    {
        var key = TelehealthApp.NewKey();
        var (first, second) = (
            await TelehealthApp.Send(ProviderHttp, HttpMethod.Post, "compliance/concerns", Concern(), key),
            await TelehealthApp.Send(ProviderHttp, HttpMethod.Post, "compliance/concerns", Concern(), key)
        );
        var id = (await TelehealthApp.Read(first)).GetProperty("id").GetGuid();
        (await TelehealthApp.Read(second)).GetProperty("id").GetGuid().ShouldBe(id);
        var mine = await TelehealthApp.Get(ProviderHttp, "compliance/concerns/mine");
        var item = mine.GetProperty("items").EnumerateArray().Single();
        item.EnumerateObject().Select(x => x.Name).ShouldBe(["id", "receivedAt"]);
        await Expect(
            await TelehealthApp.Send(ProviderHttp, HttpMethod.Get, $"compliance/cases/{id}"),
            HttpStatusCode.NotFound
        );
        var found = await Case(id);
        found.GetProperty("facts").GetString().ShouldBe($"{Words}, facts");
        found.GetProperty("opinion").GetString().ShouldBe($"{Words}, opinion");
        found.GetProperty("about").GetString().ShouldBe(Client.Id.ToString());
    }

    [EngineFact]
    [Rule("COM-05", Part = "raise")]
    [Rule("COM-05", Part = "staff raise")]
    [Rule("COM-05", Part = "facts")]
    public async Task A_foreign_session_a_client_and_an_empty_concern_are_turned_away_and_staff_is_not()
    {
        var stranger = await App.Client(await App.SignUpProvider("Pat Stranger"));
        await Expect(await Send(stranger, Concern()), HttpStatusCode.NotFound);
        await Expect(await Send(ClientHttp, Concern()), HttpStatusCode.Forbidden);
        var unknown = Concern(session: new SessionId(Ids.New()));
        await Expect(await Send(ProviderHttp, unknown), HttpStatusCode.NotFound);
        var empty = new
        {
            Category = "other",
            Severity = "sameDay",
            Facts = " ",
            Whereabouts = "\0",
            ActionsTaken = new string('x', 5_000),
        };
        var refused = await Send(ProviderHttp, empty);
        await Expect(refused, HttpStatusCode.BadRequest);
        var support = await App.Client(await App.Staff(Roles.Support));
        await Expect(await Send(support, Concern(who: "A caller who gave no name")), HttpStatusCode.Created);
        await Expect(await Send(support, Concern()), HttpStatusCode.Created);
    }

    [EngineFact]
    [Rule("COM-05", Part = "lead")]
    public async Task Every_lead_is_told_at_once_and_not_a_word_of_it()
    {
        await Raise("immediateDanger");
        await App.Drain();
        foreach (var lead in new[] { LeadHttp, SecondHttp })
        {
            var feed = (await TelehealthApp.Get(lead, "notifications")).GetRawText();
            feed.ShouldContain("concern-raised");
            feed.ShouldNotContain("do domu");
        }
    }

    [EngineFact]
    [Rule("COM-06")]
    public async Task A_concern_nobody_takes_on_is_told_again_after_thirty_minutes_until_somebody_acts()
    {
        // In the morning, so that the day is long enough for all of it.
        var london = DateTimeZoneProviders.Tzdb["Europe/London"];
        var tomorrow = App.Now.InZone(london).Date.PlusDays(1);
        await App.AdvanceTo(tomorrow.At(new LocalTime(9, 0)).InZoneLeniently(london).ToInstant());
        var id = await Raise();
        var raisedAt = App.Now;
        await App.AdvanceTo(raisedAt + Duration.FromMinutes(29));
        (await Escalations(id)).ShouldBe(0);
        await App.AdvanceTo(raisedAt + Duration.FromMinutes(31));
        (await Escalations(id)).ShouldBe(1);
        (await TelehealthApp.Get(LeadHttp, "notifications")).GetRawText().ShouldContain("case-overdue");
        await App.AdvanceTo(raisedAt + Duration.FromMinutes(61));
        (await Escalations(id)).ShouldBe(2);
        await Expect(await Step(LeadHttp, id, "acknowledge"), HttpStatusCode.OK);
        await App.Advance(Duration.FromMinutes(30));
        (await Escalations(id)).ShouldBe(0);
        // The decision is due the same day.
        await App.AdvanceTo((await Due(id))!.Value + Duration.FromMinutes(1));
        (await Escalations(id)).ShouldBe(1);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("COM-05", Part = "clock")]
    public async Task Each_severity_and_each_step_has_its_clock()
    {
        var london = DateTimeZoneProviders.Tzdb["Europe/London"];
        // The Thursday before Good Friday 2027: the next working day is the Tuesday after Easter.
        await App.AdvanceTo(new LocalDateTime(2027, 3, 25, 10, 0).InZoneLeniently(london).ToInstant());
        var raisedAt = App.Now;
        foreach (
            var (severity, due) in new[]
            {
                ("immediateDanger", raisedAt + Duration.FromHours(1)),
                ("sameDay", new LocalDateTime(2027, 3, 26, 0, 0).InZoneLeniently(london).ToInstant()),
                ("nextWorkingDay", new LocalDateTime(2027, 3, 30, 17, 0).InZoneLeniently(london).ToInstant()),
            }
        )
        {
            var id = await Raise(severity);
            (await Late(id, raisedAt + Duration.FromMinutes(30))).ShouldBeLessThan(Duration.FromMinutes(1));
            await Expect(await Step(LeadHttp, id, "acknowledge"), HttpStatusCode.OK);
            (await Late(id, due)).ShouldBeLessThan(Duration.FromMinutes(1), severity);
            await Expect(await Step(LeadHttp, id, "referral", Referral()), HttpStatusCode.OK);
            (await Late(id, raisedAt + Duration.FromHours(48))).ShouldBeLessThan(Duration.FromMinutes(1));
        }
    }

    [EngineFact]
    public async Task Two_leads_one_administrator_brought_in_do_not_close_a_case_together()
    {
        var (one, other) = (await App.Staff(Roles.PlatformAdmin), await App.Staff(Roles.PlatformAdmin));
        var first = await App.Client(await App.StaffBroughtIn(one.Id, other, Roles.SafeguardingLead));
        var second = await App.Client(await App.StaffBroughtIn(one.Id, other, Roles.SafeguardingLead));
        var id = await Raise("nextWorkingDay");
        await Expect(await Step(first, id, "acknowledge"), HttpStatusCode.OK);
        await Expect(await Step(first, id, "no-further-action", Text()), HttpStatusCode.OK);
        await Expect(await Step(first, id, "closing", Text()), HttpStatusCode.OK);
        var together = await Step(second, id, "closing/agree", Text());
        await Expect(together, HttpStatusCode.Conflict, "compliance.not-independent");
        await Expect(await Step(LeadHttp, id, "closing/agree", Text()), HttpStatusCode.OK);
    }

    [EngineFact]
    [Rule("COM-05", Part = "lead")]
    [Rule("COM-05", Part = "referral")]
    [Rule("COM-05", Part = "log")]
    public async Task A_case_is_referred_confirmed_answered_and_closed_by_a_second_person()
    {
        var id = await Raise("nextWorkingDay");
        await Expect(
            await Step(LeadHttp, id, "advice", Text()),
            HttpStatusCode.Conflict,
            "compliance.case-step-not-now"
        );
        await Expect(await Step(LeadHttp, id, "acknowledge"), HttpStatusCode.OK);
        await Expect(
            await Step(LeadHttp, id, "closing", Text()),
            HttpStatusCode.Conflict,
            "compliance.case-step-not-now"
        );
        await Expect(await Step(LeadHttp, id, "referral", Referral()), HttpStatusCode.OK);
        var written = new { WrittenAt = App.Now.ToString(), Reference = $"{Words}, sent" };
        await Expect(await Step(LeadHttp, id, "referral/confirm", written), HttpStatusCode.OK);
        await Expect(await Step(LeadHttp, id, "notes", Text()), HttpStatusCode.OK);
        await Expect(await Step(LeadHttp, id, "referral/answer", Text()), HttpStatusCode.OK);
        await Expect(await Step(LeadHttp, id, "closing", Text(" ")), HttpStatusCode.BadRequest);
        await Expect(await Step(LeadHttp, id, "closing", Text()), HttpStatusCode.OK);
        await Expect(
            await Step(LeadHttp, id, "closing/agree", Text()),
            HttpStatusCode.Conflict,
            "compliance.case-second-person"
        );
        await Expect(await Step(SecondHttp, id, "closing/refuse", Text()), HttpStatusCode.OK);
        await Expect(await Step(SecondHttp, id, "closing", Text()), HttpStatusCode.OK);
        await Expect(await Step(LeadHttp, id, "closing/agree", Text()), HttpStatusCode.OK);
        var found = await Case(id);
        found.GetProperty("case").GetProperty("state").GetString().ShouldBe("closed");
        found
            .GetProperty("log")
            .EnumerateArray()
            .Select(x => x.GetProperty("kind").GetString())
            .ShouldBe([
                "raised",
                "acknowledged",
                "referred",
                "referralConfirmed",
                "noted",
                "authorityAnswered",
                "closingProposed",
                "closingRefused",
                "closingProposed",
                "closed",
            ]);
        await Expect(
            await Step(LeadHttp, id, "notes", Text()),
            HttpStatusCode.Conflict,
            "compliance.case-step-not-now"
        );
        var open = await TelehealthApp.Get(LeadHttp, "compliance/cases");
        open.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [EngineFact]
    public async Task Of_two_leads_who_take_a_case_on_at_once_both_are_in_its_log_and_one_leads()
    {
        var id = await Raise();
        var answers = await Task.WhenAll(Step(LeadHttp, id, "acknowledge"), Step(SecondHttp, id, "acknowledge"));
        answers.ShouldAllBe(x => x.StatusCode == HttpStatusCode.OK);
        var found = await Case(id);
        found.GetProperty("log").GetArrayLength().ShouldBe(3);
        await App.ShouldVerify();
    }

    // The clock ticks on while the test calls.
    private async Task<Duration> Late(Guid id, Instant expected)
    {
        var late = (await Due(id))!.Value - expected;
        late.ShouldBeGreaterThanOrEqualTo(Duration.Zero);
        return late;
    }

    private async Task<int> Escalations(Guid id) =>
        (await Case(id)).GetProperty("case").GetProperty("escalations").GetInt32();

    private static Task<HttpResponseMessage> Send(HttpClient http, object body) =>
        TelehealthApp.Send(http, HttpMethod.Post, "compliance/concerns", body);
}

public sealed class ConcernOnSqlite() : ConcernSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class ConcernOnPostgres() : ConcernSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class ConcernOnSqlServer() : ConcernSuite(Engine.SqlServer);
