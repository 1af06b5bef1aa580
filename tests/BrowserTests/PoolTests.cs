using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>Talking now: two desks, one client, nobody reloads anything.</summary>
[Collection(SecondWorkplaceCollection.Name)]
public sealed class PoolTests(Workplace workplace)
{
    private const string Client = "Żaneta Ślęzak";

    [ChromiumFact]
    [Rule("QCP-02", Part = "live")]
    [Rule("QCP-03", Part = "vanishes-live")]
    [Rule("QCP-04", Part = "live")]
    [Rule("QCP-04", Part = "put-back")]
    [Rule("QCP-05", Part = "room")]
    [Rule("QCP-05", Part = "joining")]
    public async Task Two_desks_see_a_request_come_and_go_and_client_and_provider_meet_in_the_room()
    {
        var app = workplace.App;
        var client = await app.FundedClient(name: Client);
        await using var zofia = await AtDesk("Dr Zofia Wójcik");
        await using var chau = await AtDesk("Ngô Bảo Châu");
        await using var ana = await workplace.Visit(client.Person);
        await HearsByPushAlone(ana);
        await zofia.ShouldBeFit("desk-empty");
        await ana.Go("/quick-connect");
        await ana.ShouldBeFit("talk-first-question");
        await ana.Choose("No, I would like to talk");
        await ana.Sees("What is it about?");
        await ana.ShouldBeFit("talk-ask");
        await ana.Type("Anything we should know?", "Nie mogę spać");
        await ana.TabTo("Providers may see my name and these words before they accept");
        await ana.Page.Keyboard.PressAsync("Space");
        await ana.Choose("Find someone now");
        await ana.Sees("You are number 1");
        await zofia.Sees("1 person waits");
        await chau.Sees("1 person waits");
        await ana.ShouldBeFit("talk-waiting");
        await zofia.ShouldBeFit("desk-waiting");

        await zofia.Choose($"Accept {Client} about anxiety");
        await chau.Sees("Nobody waits whom you could help");
        await ana.Sees("Dr Zofia Wójcik is there for you");
        await ana.Sees("No ratings yet");
        await zofia.Sees("The client is deciding");
        await zofia.ShouldBeFit("desk-deciding");
        await ana.ShouldBeFit("talk-offer");
        await ana.Choose("Somebody else, please");
        await chau.Sees("1 person waits");
        await zofia.Sees("Nobody waits whom you could help");

        await chau.Choose($"Accept {Client} about anxiety");
        await ana.Sees("Ngô Bảo Châu is there for you");
        await ana.Choose("Accept and go to the room");
        await ana.Sees("Opening your room");
        await chau.Sees("Your client is joining");
        await app.Drain();
        foreach (var page in new[] { ana.Page, chau.Page })
        {
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sessions/join"));
        }

        await ana.ShouldBeFit("talk-room");
    }

    [ChromiumFact]
    public async Task Who_says_that_there_is_danger_reads_whom_to_call_and_a_lead_takes_the_alert()
    {
        await using var lead = await workplace.VisitAs(Roles.SafeguardingLead);
        await lead.Go("/compliance/safeguarding");
        await lead.Press("Start my shift");
        await lead.Sees("You are on shift until");
        await using var ana = await workplace.Visit(await workplace.App.SignUpClient("Nguyễn Thị Ánh"));
        await ana.Go("/quick-connect");
        await ana.Choose("Yes, there is danger");
        await ana.Sees("Please call now");
        await ana.Sees("Our safeguarding team has been told too");
        await ana.ShouldBeFit("talk-danger");
        await workplace.App.Drain();

        // The list renews itself.
        await lead.Sees("Somebody may be in danger now");
        await lead.ShouldBeFit("safeguarding-alert");
        await lead.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Open Alert") }).First.ClickAsync();
        await lead.Sees("Nguyễn Thị Ánh");
        await lead.ShouldBeFit("alert");
        await lead.Choose("I take it");
        await lead.Sees("took it");
        await lead.ShouldBeFit("alert-taken");
        await lead.Go("/compliance/safeguarding");
        await lead.Sees("Nobody says that there is danger");
        await lead.Press("End my shift");
        await lead.Sees("On shift: nobody");
        await ana.Go("/quick-connect");
        await ana.Choose("Yes, there is danger");
        await ana.Sees("Nobody of our safeguarding team is on shift");
        await ana.ShouldBeFit("talk-danger-nobody-on-shift");

        // An alert that nobody takes is passed on every five minutes of the days that other tests move through.
        await workplace.App.Drain();
        await lead.Go("/compliance/safeguarding");
        await lead.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Open Alert") }).First.ClickAsync();
        await lead.Choose("I take it");
        await lead.Sees("took it");
    }

    /// <summary>A page looks by itself now and then, which would hide that nobody told it.</summary>
    private static Task HearsByPushAlone(Visitor visitor) =>
        visitor.Page.AddInitScriptAsync("window.setInterval = () => 0;");

    private async Task<Visitor> AtDesk(string name)
    {
        var provider = await workplace.App.ListedProvider(name);
        var visitor = await workplace.Visit(provider.Person);
        await HearsByPushAlone(visitor);
        await visitor.Go("/quick-connect/desk");
        await visitor.Sees("You are offline");
        await visitor.ShouldBeFit("desk-offline");
        await visitor.Choose("Go online");
        await visitor.Sees("Nobody waits whom you could help");
        return visitor;
    }
}
