using System.Net;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Api;

/// <summary>The home of somebody who is signed in through the page answers what matters now.</summary>
public abstract partial class HomeSuite(Engine engine)
{
    [EngineFact]
    public async Task A_client_sees_balance_and_next_session_and_a_stranger_the_landing_page()
    {
        await using var app = await TelehealthApp.Start(engine);
        var client = await app.FundedClient(5_000);
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = app.Base,
        };
        (await browser.GetStringAsync("/")).ShouldContain("Talk to someone who listens");

        await SignIn(browser, client.Person);
        var home = WebUtility.HtmlDecode(await browser.GetStringAsync("/"));
        home.ShouldContain("What is my balance?");
        home.ShouldContain("£50.00");
        home.ShouldContain("When is my next session?");
    }

    private static async Task SignIn(HttpClient browser, TestPerson person)
    {
        var page = await browser.GetStringAsync("/identity/sign-in");
        var form = new Dictionary<string, string>
        {
            ["Email"] = person.Email,
            ["Password"] = person.Password,
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
        };
        var answer = await browser.PostAsync("/identity/sign-in", new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

public sealed class SqliteHome() : HomeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresHome() : HomeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerHome() : HomeSuite(Engine.SqlServer);
