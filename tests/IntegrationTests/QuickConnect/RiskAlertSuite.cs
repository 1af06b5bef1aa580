using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>
/// Somebody says that there is danger: who hears of it, who takes it, and what happens when nobody does.
/// </summary>
public abstract partial class RiskAlertSuite(Engine engine) : PoolSuite(engine)
{
    private const string Alerts = "compliance/risk-alerts";
    private int leads;

    [EngineFact]
    [Rule("QCP-08", Part = "alert-owner")]
    [Rule("COM-09", Part = "reads")]
    public async Task An_alert_names_the_lead_on_shift_who_alone_is_told_and_reads_how_to_reach_the_person()
    {
        var (first, second) = (await Lead(), await Lead());
        await Shift(first, 8);
        var client = await Client("Nguyễn Thị Ánh");
        var told = await Danger(client);
        told.GetProperty("teamTold").GetBoolean().ShouldBeTrue();
        told.GetProperty("teamOnShift").GetBoolean().ShouldBeTrue();
        var alert = await Only(first);
        alert.GetProperty("owner").GetString().ShouldBe(first.Id);
        alert.GetRawText().ShouldNotContain(client.Id);
        (await Feed(first)).ShouldContain("risk-alert");
        (await Feed(second)).ShouldNotContain("risk-alert");
        var id = alert.GetProperty("id").GetString();
        var read = await TelehealthApp.Get(first.Api, $"{Alerts}/{id}");
        read.GetProperty("name").GetString().ShouldBe("Nguyễn Thị Ánh");
        (await Audited($"alert:{id}")).ShouldContain(("alert.read", $"person:{first.Id}"));
        (await Audited($"person:{first.Id}")).ShouldContain(("shift.begun", $"person:{first.Id}"));

        // Said again while it is open: the same alert.
        await Danger(client);
        await App.Drain();
        await Only(first);
        await TelehealthApp.Read(await Take(first, id!));
        await ShouldBe(await Take(second, id!), HttpStatusCode.Conflict, "compliance.alert-taken");
        await App.Advance(Duration.FromMinutes(20));
        (await Feed(second)).ShouldNotContain("risk-alert");
        await Danger(client);
        await App.Drain();
        (await List(first)).Count.ShouldBe(2);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-08", Part = "escalates")]
    public async Task After_five_minutes_the_next_lead_is_asked_then_everybody_until_somebody_takes_it()
    {
        var (first, second, off) = (await Lead(), await Lead(), await Lead());
        var operations = await Staff(Roles.Operations);
        await Shift(first, 8);
        await App.Advance(Duration.FromMinutes(1));
        await Shift(second, 8);
        var client = await Client();
        await Danger(client);
        await App.Drain();
        (await Only(first)).GetProperty("owner").GetString().ShouldBe(first.Id);
        await App.Advance(Duration.FromMinutes(4));
        (await Only(first)).GetProperty("owner").GetString().ShouldBe(first.Id);
        await App.Advance(Duration.FromMinutes(2));
        (await Only(first)).GetProperty("owner").GetString().ShouldBe(second.Id);
        (await Feed(second)).ShouldContain("risk-alert");
        (await Feed(off)).ShouldNotContain("risk-alert");
        (await Feed(operations)).ShouldNotContain("risk-alert");
        await App.Advance(Duration.FromMinutes(5));
        (await Only(first)).GetProperty("everybodyTold").GetBoolean().ShouldBeTrue();
        (await Feed(off)).ShouldContain("risk-alert-unanswered");
        (await Feed(operations)).ShouldContain("risk-alert-operations");
        await App.Advance(Duration.FromMinutes(5));
        Count(await Feed(off), "risk-alert-unanswered").ShouldBe(2);
        await TelehealthApp.Read(await Take(off, (await Only(off)).GetProperty("id").GetString()!));
        (await Only(off)).GetProperty("owner").GetString().ShouldBe(off.Id);
        await App.Advance(Duration.FromMinutes(30));
        Count(await Feed(off), "risk-alert-unanswered").ShouldBe(2);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-08", Part = "nobody-on-shift")]
    public async Task With_nobody_on_shift_the_person_is_told_so_and_everybody_hears_at_once()
    {
        var lead = await Lead();
        var operations = await Staff(Roles.Operations);
        await Shift(lead, 1);
        await App.Advance(Duration.FromMinutes(61));
        var client = await Client();
        var told = await Danger(client);
        told.GetProperty("teamTold").GetBoolean().ShouldBeTrue();
        told.GetProperty("teamOnShift").GetBoolean().ShouldBeFalse();
        told.GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);
        await App.Drain();
        (await Only(lead)).GetProperty("owner").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Feed(lead)).ShouldContain("risk-alert-unanswered");
        (await Feed(operations)).ShouldContain("risk-alert-operations");
        var page = await App.Http.PostAsync("/quick-connect", await Form());
        (await page.Content.ReadAsStringAsync()).ShouldContain("Nobody of our safeguarding team is on shift");
    }

    [EngineFact]
    [Rule("QCP-08", Part = "never-blocked")]
    public async Task Danger_is_answered_without_money_consent_supply_key_or_sign_in()
    {
        var lead = await Lead();
        var young = new Player(await App.SignUpClientBorn(new LocalDate(2012, 5, 17), "Łucja Żak"), null!);
        young = young with { Api = await App.Client(young.Person) };
        (await Danger(young)).GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);
        var ageless = new Player(await App.SignUpClientBorn(null), null!);
        ageless = ageless with { Api = await App.Client(ageless.Person) };
        (await Danger(ageless)).GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);

        // Who waits already, with all the money set aside.
        var waiting = await App.FundedClient(Price);
        await Place(waiting);
        (await Danger(waiting)).GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);
        await App.Drain();
        (await List(lead)).Count.ShouldBe(3);

        // Nonsense in every other field.
        var odd = new
        {
            ImmediateRisk = true,
            Topic = new string('x', 5_000),
            Language = "?",
            Country = "Atlantis",
        };
        var guest = await TelehealthApp.Send(App.Http, HttpMethod.Post, Requests, odd);
        var answer = (await TelehealthApp.Read(guest)).GetProperty("emergency");
        answer.GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);
        answer.GetProperty("teamTold").GetBoolean().ShouldBeFalse();
    }

    [EngineFact]
    public async Task Alerts_and_shifts_are_the_teams_alone_and_of_fifty_takes_one_wins()
    {
        var lead = await Lead();
        await Danger(await Client());
        await App.Drain();
        var id = (await Only(lead)).GetProperty("id").GetString()!;
        foreach (var other in new[] { await Client(), await Staff(Roles.PlatformAdmin), await Staff(Roles.Support) })
        {
            (await TelehealthApp.Send(other.Api, HttpMethod.Get, Alerts)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await TelehealthApp.Send(other.Api, HttpMethod.Get, $"{Alerts}/{id}")).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
            (await Take(other, id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await SendShift(other, App.Now + Duration.FromHours(1))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await Take(lead, Ids.New().ToString())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var far = await SendShift(lead, App.Now + Duration.FromHours(13));
        await ShouldBe(far, HttpStatusCode.BadRequest, "compliance.shift-out-of-range");
        var team = new[] { lead, await Lead(), await Lead() };
        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Take(team[i % 3], id)));
        taken.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        taken
            .Where(x => !x.IsSuccessStatusCode)
            .ShouldAllBe(x =>
                x.StatusCode == HttpStatusCode.Conflict || x.StatusCode == HttpStatusCode.ServiceUnavailable
            );
        await App.ShouldVerify();
    }

    /// <summary>A lead whom text messages reach.</summary>
    private async Task<Player> Lead()
    {
        var lead = await Staff(Roles.SafeguardingLead);
        await App.ProvePhone(lead.Api, PhoneOf(++leads));
        return lead;
    }

    private async Task<Player> Staff(string role)
    {
        var person = await App.Staff(role);
        return new Player(person, await App.Client(person));
    }

    private async Task<Player> Client(string name = "Ana Nguyễn")
    {
        var person = await App.SignUpClient(name);
        return new Player(person, await App.Client(person));
    }

    private static async Task<JsonElement> Danger(Player player)
    {
        var answer = await TelehealthApp.Send(player.Api, HttpMethod.Post, Requests, new { ImmediateRisk = true });
        return (await TelehealthApp.Read(answer)).GetProperty("emergency");
    }

    private Task<HttpResponseMessage> SendShift(Player lead, Instant until) =>
        TelehealthApp.Send(
            lead.Api,
            HttpMethod.Put,
            "compliance/shift",
            new { Until = InstantPattern.ExtendedIso.Format(until) }
        );

    private async Task Shift(Player lead, int hours) =>
        await TelehealthApp.Read(await SendShift(lead, App.Now + Duration.FromHours(hours)));

    private async Task<IReadOnlyList<(string Action, string Actor)>> Audited(string subject)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Telehealth.Compliance.Persistence.ComplianceDbContext>();
        var lines = await db.Audit.AsNoTracking().Where(x => x.Subject == subject).ToListAsync();
        return lines.ConvertAll(x => (x.Action, x.Actor));
    }

    private async Task<IReadOnlyList<JsonElement>> List(Player lead)
    {
        await App.Drain();
        return [.. (await TelehealthApp.Get(lead.Api, Alerts)).GetProperty("items").EnumerateArray()];
    }

    private async Task<JsonElement> Only(Player lead) => (await List(lead)).Single();

    private async Task<string> Feed(Player player)
    {
        await App.Drain();
        return (await TelehealthApp.Get(player.Api, "notifications")).GetRawText();
    }

    private static Task<HttpResponseMessage> Take(Player lead, string id) =>
        SendPost(lead, $"{Alerts}/{id}/acknowledge");

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    // The page's own form, with its token against forgery.
    private async Task<FormUrlEncodedContent> Form()
    {
        var page = await App.Http.GetStringAsync("/quick-connect");
        var token = page.Split("name=\"__RequestVerificationToken\"")[1].Split("value=\"")[1].Split('"')[0];
        return new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
    }
}

public sealed class RiskAlertsOnSqlite() : RiskAlertSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class RiskAlertsOnPostgres() : RiskAlertSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class RiskAlertsOnSqlServer() : RiskAlertSuite(Engine.SqlServer);
