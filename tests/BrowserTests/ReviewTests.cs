using Microsoft.Playwright;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>A client rates a session, its provider replies, the next client sees it (MKT-20).</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class ReviewTests(Workplace workplace)
{
    private const string Provider = "Dr Łucja Ðorđević";

    private TelehealthApp App => workplace.App;

    [ChromiumFact]
    public async Task A_session_is_rated_answered_and_found_by_its_rating()
    {
        var provider = await App.ListedProvider(Provider);
        var ana = await App.FundedClient(10_000);
        var booked = await App.Book(ana, provider, App.Slot());
        await App.Hold(ana, provider, booked);

        await using var client = await workplace.Visit(ana.Person);
        await client.Go("/");
        await client.Page.GetByRole(AriaRole.Link, new() { Name = "See my appointments" }).ClickAsync();
        await client.Sees($"Individual session with {Provider}");
        await client.ShouldBeFit("appointments");
        await client.Choose("See or rate");
        await client.Sees("How was it?");
        await client.ShouldBeFit("review-form");
        await client.Page.GetByText("4 · Good").ClickAsync();
        await client.Page.GetByLabel("Anything you would like to say").FillAsync("Cảm ơn, dziękuję!");
        await client.Press("Send my rating");
        await client.Sees("Your rating");
        await client.ShouldBeFit("review-given");

        await using var desk = await workplace.Visit(provider.Person);
        await desk.Go("/marketplace/reviews");
        await desk.Sees("4.0 of 5 · 1 rating");
        await desk.ShouldBeFit("reviews");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Open the booking" }).ClickAsync();
        await desk.Page.GetByLabel("Reply to the client").FillAsync("Do zobaczenia!");
        await desk.ShouldBeFit("review-reply");
        await desk.Press("Send my reply");
        await desk.Sees("Your reply");

        await using var anybody = await workplace.Visit();
        await anybody.Go("/marketplace/find?Rated=4&Q=lucja");
        await anybody.Sees(Provider);
        await anybody.Sees("4.0 of 5");
        await anybody.ShouldBeFit("find-rated");
    }
}
