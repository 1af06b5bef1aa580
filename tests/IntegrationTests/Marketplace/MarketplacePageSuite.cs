using System.Net;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>The pages of the marketplace without scripts: find, ask, answer, look, cancel.</summary>
public abstract partial class MarketplacePageSuite(Engine engine)
{
    [EngineFact]
    public async Task A_client_finds_asks_and_cancels_and_the_provider_answers_with_one_button()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.ListedProvider("Dr Łucja Nguyễn-Wójcik");
        var client = await app.FundedClient(20_000);
        using var mine = await Browser(app, client.Person);
        using var theirs = await Browser(app, provider.Person);

        var found = await Read(mine, "/marketplace/find?Q=lucja&MaxPrice=70");
        found.ShouldContain("Dr Łucja Nguyễn-Wójcik");
        found.ShouldContain("£65.00");
        (await mine.GetAsync("/marketplace/find?MaxPrice=much")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var profile = await Read(mine, $"/marketplace/providers/{provider.Id}");
        var ask = Form(profile, "Ask");
        var timeless = await mine.PostAsync(
            $"/marketplace/providers/{provider.Id}?handler=Ask",
            new FormUrlEncodedContent(ask)
        );
        (await timeless.Content.ReadAsStringAsync()).ShouldContain("tick at least one time");
        ask["at"] = TimeValue().Matches(profile)[^1].Groups[1].Value;
        var asked = await Sent(mine, $"/marketplace/providers/{provider.Id}?handler=Ask", ask);
        asked.ShouldContain("Waiting for an answer");

        var inbox = await Read(theirs, "/marketplace/inbox");
        inbox.ShouldContain("£52.00");
        inbox.ShouldContain("Ana N.");
        var accept = Form(inbox, "Accept");
        accept["at"] = TimeValue().Match(inbox).Groups[1].Value;
        var booked = await Sent(theirs, "/marketplace/inbox?handler=Accept", accept);
        booked.ShouldContain("Confirmed");
        await app.Drain();

        var booking = BookingPath().Match(await Read(mine, "/marketplace/requests")).Value;
        var story = await Read(mine, booking);
        story.ShouldContain("Go to the waiting room");
        story.ShouldContain("Cancel the appointment");
        using var stranger = await Browser(app, (await app.FundedClient(0)).Person);
        (await stranger.GetAsync(booking)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var ended = await Sent(mine, $"{booking}?handler=Cancel", Form(story, "Cancel"));
        ended.ShouldContain("Cancelled");
        var requests = await Read(mine, "/marketplace/requests");
        requests.ShouldContain("It was booked, and cancelled later.");
        requests.ShouldNotContain("Booked<");
        await app.Drain();
        var home = await Read(mine, "/");
        home.ShouldContain("Find someone");
        await app.ShouldVerify();
    }

    [EngineFact]
    public async Task A_client_asks_everybody_with_a_limit_and_what_is_unclear_is_said_beside_it()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.ListedProvider();
        var client = await app.FundedClient(20_000);
        using var mine = await Browser(app, client.Person);
        using var theirs = await Browser(app, provider.Person);
        var form = Form(await Read(mine, "/marketplace/requests"), "Ask");
        form["Wish.Category"] = "psychology";
        form["Wish.Mode"] = "video";
        form["Wish.DurationMinutes"] = "50";
        form["Wish.Ceiling"] = "much";
        var wrong = await mine.PostAsync("/marketplace/requests?handler=Ask", new FormUrlEncodedContent(form));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("the most you would pay");
        form["Wish.Ceiling"] = "£70";
        var unclear = await mine.PostAsync("/marketplace/requests?handler=Ask", new FormUrlEncodedContent(form));
        (await unclear.Content.ReadAsStringAsync()).ShouldContain("write each time with its day");
        form["Wish.First"] = LocalDateTimePattern
            .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Format(app.Slot(3).InUtc().LocalDateTime);
        var asked = await Sent(mine, "/marketplace/requests?handler=Ask", form);
        asked.ShouldContain("One person who fits is asked.");
        asked.ShouldContain("at most £70.00");
        var inbox = await Read(theirs, "/marketplace/inbox");
        inbox.ShouldContain("Asked of several");
        inbox.ShouldContain("£52.00");
        inbox.ShouldNotContain("£70.00");
        var decline = Form(inbox, "Decline");
        decline["reason"] = "not-available";
        await Sent(theirs, "/marketplace/inbox?handler=Decline", decline);
        (await Read(mine, "/marketplace/requests")).ShouldContain("Ask others");
        await app.ShouldVerify();
    }

    private static async Task<HttpClient> Browser(TelehealthApp app, TestPerson person)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = app.Base,
        };
        var form = new Dictionary<string, string>
        {
            ["Email"] = person.Email,
            ["Password"] = person.Password,
            ["__RequestVerificationToken"] = Token().Match(await Read(browser, "/identity/sign-in")).Groups[1].Value,
        };
        (await browser.PostAsync("/identity/sign-in", new FormUrlEncodedContent(form))).EnsureSuccessStatusCode();
        return browser;
    }

    private static async Task<string> Read(HttpClient browser, string path) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(path));

    private static async Task<string> Sent(HttpClient browser, string path, Dictionary<string, string> form)
    {
        var answer = await browser.PostAsync(path, new FormUrlEncodedContent(form));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {page}");
        return page;
    }

    /// <summary>The hidden fields of the form that leads to the handler.</summary>
    private static Dictionary<string, string> Form(string page, string handler)
    {
        var form = Forms()
            .Matches(page)
            .Select(x => x.Value)
            .First(x => x.Contains($"handler={handler}", StringComparison.Ordinal));
        return Hidden().Matches(form).DistinctBy(Name).ToDictionary(Name, x => Value().Match(x.Value).Groups[1].Value);
    }

    private static string Name(Match input) => FieldName().Match(input.Value).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex FieldName();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("name=\"at\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TimeValue();

    [GeneratedRegex("/marketplace/bookings/[0-9a-f-]{36}")]
    private static partial Regex BookingPath();
}

public sealed class SqliteMarketplacePages() : MarketplacePageSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresMarketplacePages() : MarketplacePageSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerMarketplacePages() : MarketplacePageSuite(Engine.SqlServer);
