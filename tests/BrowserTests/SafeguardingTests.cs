using Microsoft.Playwright;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>A concern from its author to its closing by two leads, and what a client under age is told.</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class SafeguardingTests(Workplace workplace)
{
    [ChromiumFact]
    public async Task A_concern_goes_from_its_author_to_two_leads()
    {
        await using var sunil = await workplace.VisitAs(Roles.Support);
        await using var sam = await workplace.VisitAs(Roles.SafeguardingLead);
        await using var lena = await workplace.VisitAs(Roles.SafeguardingLead);

        await sunil.Go("/compliance/concerns/new");
        await sunil.ShouldBeFit("concern-new");
        await sunil.Page.GetByLabel("Who is it about?").FillAsync("A caller who gave no name");
        await sunil.Page.GetByLabel("Now: somebody is in danger").CheckAsync();
        await sunil
            .Page.GetByLabel("What did you see and hear?")
            .FillAsync("She said: I am locked in.\nThen she hung up.");
        await sunil.Page.GetByLabel("Where is the person now?").FillAsync("Not known");
        await sunil.Page.GetByLabel("What did you do so far?").FillAsync("Nothing yet");
        await sunil.Press("Send to the safeguarding team");
        await sunil.Sees("see here only that it arrived");
        await sunil.ShouldBeFit("concern-mine");

        await sam.Go("/compliance/safeguarding");
        await sam.ShouldBeFit("safeguarding-cases");
        await sam.Page.GetByRole(AriaRole.Row).Last.GetByRole(AriaRole.Link).First.ClickAsync();
        await sam.Sees("I am locked in");
        await sam.ShouldBeFit("safeguarding-case-new");
        await sam.Press("Take it on");
        await sam.Sees("Took it on");
        await Write(sam, "NoFurtherAction", "She rang again and is safe with her sister.");
        await sam.ShouldBeFit("safeguarding-case-open");
        await Write(sam, "ClosingProposed", "Nothing is left to do.");
        await sam.Sees("a second person of the team decides");
        await lena.Go(new Uri(sam.Page.Url).PathAndQuery);
        await Write(lena, "Closed", "Agreed.");
        await lena.Sees("two people closed this case");
        await lena.ShouldBeFit("safeguarding-case-closed");
        (await sunil.Page.GotoAsync(new Uri(sam.Page.Url).PathAndQuery))!.Status.ShouldBe(404);
    }

    [ChromiumFact]
    public async Task Consents_are_recorded_and_who_is_under_age_reads_what_is_needed()
    {
        await using var sunil = await workplace.VisitAs(Roles.Support);
        await sunil.Go("/compliance/consents");
        await sunil.ShouldBeFit("consents");
        await sunil.Go("/compliance/consents/new");
        await sunil.ShouldBeFit("consent-new");
        await using var young = await workplace.Visit(await workplace.App.SignUpClientBorn(new LocalDate(2012, 5, 17)));
        await young.Go("/compliance/consent");
        await young.ShouldBeFit("consent-mine");
    }

    private static async Task Write(Visitor lead, string kind, string text)
    {
        await lead.Page.GetByLabel("What do you do?").SelectOptionAsync(kind);
        await lead.Page.GetByLabel("Reasons, or what was said").FillAsync(text);
        await lead.Press("Write it into the log");
        await lead.Sees(text);
    }
}
