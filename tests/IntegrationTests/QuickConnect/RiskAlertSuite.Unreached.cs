using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Host.Cli;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>A lead whom a text message or a mail does not reach is not waited for.</summary>
public abstract partial class RiskAlertSuite
{
    [EngineFact]
    [Rule("QCP-08", Part = "unreached")]
    public async Task A_text_that_is_not_accepted_passes_the_alert_on_at_once_and_shows_red_until_it_arrives()
    {
        var (first, second) = (await Lead(), await Lead());
        await Shift(first, 8);
        await App.Advance(Duration.FromMinutes(1));
        await Shift(second, 8);
        await Behave("sms", new { FailNext = 1 });
        var before = App.Now;
        await Danger(await Client());
        var alert = await Only(first);
        alert.GetProperty("owner").GetString().ShouldBe(second.Id);
        (App.Now - before).ShouldBeLessThan(Duration.FromMinutes(1), "nobody waited five minutes");
        (await App.Texts(PhoneOf(2))).Count.ShouldBeGreaterThan(1, "after the code, the alert");
        var id = alert.GetProperty("id").GetString();
        var failed = (await TelehealthApp.Get(first.Api, $"{Alerts}/{id}")).GetProperty("unreached")[0];
        failed.GetProperty("leadId").GetString().ShouldBe(first.Id);
        failed.GetProperty("byText").GetBoolean().ShouldBeTrue();
        // The drain tried again and it arrived: no red any more, but it stays in what happened.
        failed.GetProperty("reachedAt").ValueKind.ShouldNotBe(JsonValueKind.Null);
        (await Unreached(first)).ShouldBeEmpty();
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-08", Part = "unreached")]
    public async Task When_no_text_arrives_everybody_is_told_at_once_and_the_desk_shows_whom_it_did_not_reach()
    {
        var (first, second) = (await Lead(), await Lead());
        var operations = await Staff(Roles.Operations);
        await Shift(first, 8);
        await App.Advance(Duration.FromMinutes(1));
        await Shift(second, 8);
        await Behave("sms", new { FailAlways = true });
        await Danger(await Client());
        var alert = await Only(first);
        alert.GetProperty("everybodyTold").GetBoolean().ShouldBeTrue();
        (await Feed(operations)).ShouldContain("risk-alert-operations");
        var red = await Unreached(second);
        red.Where(x => x.GetProperty("byText").GetBoolean())
            .Select(x => x.GetProperty("leadId").GetString())
            .Intersect([first.Id, second.Id])
            .Count()
            .ShouldBe(2);
        red.ShouldAllBe(x => x.GetProperty("alertId").GetString() == alert.GetProperty("id").GetString());

        using var browser = await Browser();
        var page = await browser.GetStringAsync("/compliance/safeguarding");
        page.ShouldContain("Messages to the team that did not arrive");
        page.ShouldContain("alert-danger");
        page = await browser.GetStringAsync($"/compliance/safeguarding/alerts/{alert.GetProperty("id").GetString()}");
        page.ShouldContain("Not everybody was reached");
    }

    [EngineFact]
    [Rule("QCP-08", Part = "unreached")]
    public async Task A_lead_without_a_proven_number_and_one_whose_mail_fails_are_not_waited_for()
    {
        var (silent, second) = (await Staff(Roles.SafeguardingLead), await Lead());
        await Shift(silent, 8);
        await App.Advance(Duration.FromMinutes(1));
        await Shift(second, 8);
        await Danger(await Client());
        (await Only(second)).GetProperty("owner").GetString().ShouldBe(second.Id);
        var why = (await Unreached(second)).Single();
        why.GetProperty("failure").GetString().ShouldBe("no-verified-phone");
        await TelehealthApp.Read(await Take(second, (await Only(second)).GetProperty("id").GetString()!));

        var third = await Lead();
        await SendShift(silent, App.Now + Duration.FromSeconds(1));
        await Shift(third, 8);
        await Behave("mail", new { FailNext = 1 });
        await Danger(await Client());
        await App.Drain();
        var open = (await List(second)).Single(x => x.GetProperty("acknowledgedAt").ValueKind == JsonValueKind.Null);
        open.GetProperty("owner").ValueKind.ShouldNotBe(JsonValueKind.Null);
        var read = await TelehealthApp.Get(second.Api, $"{Alerts}/{open.GetProperty("id").GetString()}");
        var calls = read.GetProperty("calls").EnumerateArray().Select(x => x.GetProperty("leadId").GetString());
        calls.Count().ShouldBeGreaterThan(1);
        read.GetProperty("unreached").EnumerateArray().ShouldContain(x => !x.GetProperty("byText").GetBoolean());
    }

    [EngineFact]
    [Rule("COM-06")]
    public async Task Of_a_case_whose_message_reaches_no_lead_operations_hear_once_and_the_desk_shows_it()
    {
        var (first, second) = (await Lead(), await Lead());
        var operations = await Staff(Roles.Operations);
        var provider = await Staff(Roles.Provider);
        await Behave("sms", new { FailAlways = true });
        var concern = new
        {
            Category = "domesticAbuse",
            Severity = "immediateDanger",
            Facts = "What was said",
            Opinion = "What it may mean",
            Whereabouts = "At home",
            ActionsTaken = "The police were called",
            SessionId = (string?)null,
            EmergencyReference = "CAD 1",
            Who = "Nguyễn Thị Ánh",
        };
        await TelehealthApp.Post(provider.Api, "compliance/concerns", concern);
        Count(await Feed(operations), "\"team-unreached\"").ShouldBe(1);
        foreach (var lead in new[] { first, second })
        {
            (await Feed(lead)).ShouldNotContain("team-unreached");
        }

        var red = await Unreached(second);
        red.Where(x => x.GetProperty("byText").GetBoolean())
            .Select(x => x.GetProperty("leadId").GetString())
            .Order()
            .ShouldBe(new[] { first.Id, second.Id }.Order());
        red.ShouldAllBe(x => x.GetProperty("alertId").ValueKind == JsonValueKind.Null);
    }

    private static string PhoneOf(int lead) => $"+44740012{3400 + lead}";

    private async Task Behave(string channel, object behaviour) =>
        (await App.Http.PostAsJsonAsync($"/dev/{channel}/behaviour", behaviour)).EnsureSuccessStatusCode();

    private async Task<IReadOnlyList<JsonElement>> Unreached(Player lead)
    {
        await App.Drain();
        return [.. (await TelehealthApp.Get(lead.Api, Alerts)).GetProperty("unreached").EnumerateArray()];
    }

    /// <summary>The pages as a lead sees them who signs in with a browser.</summary>
    private async Task<HttpClient> Browser()
    {
        var lead = await App.Staff(Roles.SafeguardingLead);
        var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        // It would take the handler with it.
        var door = App.NewBrowser(handler);
        await door.SignIn(lead.Email, lead.Password, lead.TotpKey, CancellationToken.None);
        return new HttpClient(handler) { BaseAddress = App.Base };
    }
}
