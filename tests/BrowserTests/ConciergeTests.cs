using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>The concierge books for a member (HUB-19), without a pointer.</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class ConciergeTests(Workplace workplace)
{
    private const string Name = "Ánh Nguyễn";
    private const string Provider = "Dr Þórunn Wójcik";

    private TelehealthApp App => workplace.App;

    [ChromiumFact]
    public async Task A_phone_session_is_booked_for_a_member_and_its_number_read_out()
    {
        await App.ListedProvider(Provider, "Europe/Warsaw");
        var member = await App.FundedClient(10_000, Name);
        await TelehealthApp.SavePhone(member.Api, "+442079460123");
        await using var cleo = await workplace.VisitAs(Roles.Concierge);
        await cleo.ShouldBeFit("home-concierge");
        await cleo.Choose("Book for a member");
        await cleo.Sees("A phone or video session");
        await cleo.Type("The member's email address", "nobody@example.org");
        await cleo.Page.Keyboard.PressAsync("Enter");
        await cleo.Sees("Nobody has an account");
        await cleo.ShouldBeFit("concierge-unknown");
        await cleo.TabTo("The member's email address");
        await cleo.Page.Keyboard.PressAsync("Control+A");
        await cleo.Page.Keyboard.TypeAsync(member.Person.Email);
        await cleo.Page.Keyboard.PressAsync("Enter");
        await cleo.Sees("A session for Ánh N.");
        await cleo.Type("Provider's name", "Þórunn");
        await cleo.Page.Keyboard.PressAsync("Enter");
        await cleo.Sees("1 provider");
        await cleo.ShouldBeFit("concierge-member");
        await cleo.Choose($"See times of {Provider}");
        await cleo.Sees("What, and how?");
        await cleo.Choose("Individual session · 50 min · Phone call");
        await cleo.Page.WaitForURLAsync("**Mode=phone**");
        await cleo.ShouldBeFit("concierge-times");
        await cleo.Page.Locator("main a[aria-label^='Choose ']").First.PressAsync("Enter");
        await cleo.Sees("out of the member's own wallet");
        await cleo.ShouldBeFit("concierge-consequence");
        await cleo.Choose("Book for £65.00");
        await cleo.Sees("+442079460123");
        await cleo.Sees("Confirmed");
        await cleo.ShouldBeFit("concierge-booked");
        await App.Drain();

        await using var colleague = await workplace.VisitAs(Roles.Concierge);
        (await colleague.Page.GotoAsync(new Uri(cleo.Page.Url).PathAndQuery))!.Status.ShouldBe(404);
    }

    [ChromiumFact]
    public async Task A_wallet_that_holds_too_little_is_told_to_whoever_books()
    {
        var provider = await App.ListedProvider("Dr Zofia Mazur");
        var member = await App.FundedClient(0, "Poor Member");
        await using var cleo = await workplace.VisitAs(Roles.Concierge);
        await cleo.Go($"/marketplace/concierge/{member.Id}/{provider.Id}");
        // Without a number the member cannot be called, so only video is offered.
        (await cleo.Page.GetByText("Phone call").CountAsync()).ShouldBe(0);
        await cleo.Page.Locator("main a[aria-label^='Choose ']").First.ClickAsync();
        await cleo.Press("Book for £65.00");
        await cleo.Sees("Ask the member to top it up");
        await cleo.ShouldBeFit("concierge-refused");
        await using var client = await workplace.Visit(member.Person);
        (await client.Page.GotoAsync("/marketplace/concierge"))!.Status.ShouldBe(403);
    }
}
