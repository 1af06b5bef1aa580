using Microsoft.Playwright;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>From looking for somebody to a booking, in front of the pages.</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class MarketplaceTests(Workplace workplace)
{
    [ChromiumFact]
    public async Task A_client_finds_somebody_asks_for_two_times_and_the_provider_accepts_one()
    {
        var app = workplace.App;
        var provider = await app.ListedProvider("Dr Łucja Żak");
        var client = await app.FundedClient(name: "Nguyễn Thị Ánh");
        await using var ana = await workplace.Visit(client.Person);
        await using var lucja = await workplace.Visit(provider.Person);
        await lucja.Go("/marketplace/inbox");
        await lucja.ShouldBeFit("inbox-empty");
        await ana.Go("/marketplace/requests");
        await ana.ShouldBeFit("requests-empty");
        await ana.Go("/marketplace/find");
        await ana.ShouldBeFit("find");
        await ana.Type("Name", "zak");
        await ana.Page.Keyboard.PressAsync("Enter");
        await ana.Sees("your search");
        await ana.Choose("See times of Dr Łucja Żak");
        await ana.Sees("Pick up to five times");
        await ana.ShouldBeFit("provider-page");
        var times = ana.Page.Locator("input[name=at]");
        for (var i = 0; i < 2; i++)
        {
            await times.Nth(i + 2).FocusAsync();
            await ana.Page.Keyboard.PressAsync("Space");
        }

        await ana.Page.GetByLabel("A note, if you like").FillAsync("Chciałabym porozmawiać.");
        await ana.Choose("Ask for one of these times");
        await ana.Sees("Individual session");
        await ana.ShouldBeFit("requests-open");
        await app.Drain();

        await lucja.Go("/marketplace/inbox");
        await lucja.Sees("You take home");
        await lucja.ShouldBeFit("inbox-waiting");
        await lucja.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept ") }).First.FocusAsync();
        await lucja.Page.Keyboard.PressAsync("Enter");
        await lucja.Page.WaitForURLAsync("**/marketplace/bookings/**");
        await app.Drain();
        await ana.Go("/marketplace/requests");
        await ana.Choose("See the booking");
        await ana.Sees("What happens");
        await ana.ShouldBeFit("booking");
        await lucja.Go(new Uri(ana.Page.Url).PathAndQuery);
        await lucja.ShouldBeFit("booking-provider");
    }
}
