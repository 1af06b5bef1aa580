using System.Net;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>The administrators' pages as a browser meets them; what the API may, they may.</summary>
public abstract partial class AuthorityPageSuite(Engine engine) : AuthorityStage(engine)
{
    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task Two_administrators_bring_somebody_in_and_let_her_prepare_payouts()
    {
        using var first = await Browser(First);
        var form = await first.GetStringAsync("/identity/staff/new");
        form.ShouldContain("a second administrator approves");
        var nameless = await Submit(first, "/identity/staff/new", "", ("Email", "nobody"), ("Chosen", "finance"));
        nameless.ShouldContain("1 to 80 characters");
        var opened = await Submit(
            first,
            "/identity/staff/new",
            "",
            ("Email", "lucja.new@example.org"),
            ("DisplayName", "Łucja Nowak"),
            ("Chosen", Roles.Finance)
        );
        opened.ShouldContain("wait for another administrator");
        opened.ShouldContain("Finance for Łucja Nowak");
        opened.ShouldContain("You proposed it, so another administrator decides.");
        opened.ShouldContain("Take it back");
        using var second = await Browser(Second);
        var waiting = await second.GetStringAsync("/identity/staff");
        var id = Proposal().Match(waiting).Groups[1].Value;
        var wrong = await Submit(second, "/identity/staff", $"?handler=Approve&id={id}", ("Code", "000000"));
        wrong.ShouldContain("That code does not fit");
        var given = await Submit(second, "/identity/staff", $"?handler=Approve&id={id}", ("Code", await Code(Second)));
        given.ShouldContain("The role is given.");
        given.ShouldContain("Finance: role given");
        given.ShouldNotContain("Waiting for a second administrator");
    }

    [EngineFact]
    public async Task Support_finds_an_account_and_stops_it_and_sees_no_button_for_staff()
    {
        var client = await App.SignUpClient("Þórunn Nguyễn");
        using var support = await Browser(await App.Staff(Roles.Support));
        (await Submit(support, "/identity/people", "", ("Email", "x@example.org"))).ShouldContain(
            "There is no account with this address."
        );
        var found = await Submit(support, "/identity/people", "", ("Email", client.Email));
        found.ShouldContain("Stop the account");
        found.ShouldNotContain("Give a role");
        var path = $"/identity/people/{client.Id}";
        (await Submit(support, path, "?handler=Suspend", ("Reason", ""))).ShouldContain("Please say why");
        var stopped = await Submit(support, path, "?handler=Suspend", ("Reason", "Under review"));
        stopped.ShouldContain("Account stopped: Under review");
        stopped.ShouldContain("Open it again");
        (await support.GetStringAsync($"/identity/people/{First.Id}")).ShouldNotContain("Stop the account");
        using var other = await support.GetAsync("/identity/staff");
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpClient> Browser(TestPerson person)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = App.Base,
        };
        await Submit(browser, "/identity/sign-in", "", ("Email", person.Email), ("Password", person.Password));
        await Submit(browser, "/identity/sign-in/code", "", ("Code", await Code(person)));
        return browser;
    }

    private static async Task<string> Submit(
        HttpClient browser,
        string path,
        string handler,
        params (string Name, string Value)[] fields
    )
    {
        var page = await browser.GetStringAsync(path);
        var form = fields.ToDictionary(x => x.Name, x => x.Value);
        form["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value;
        form["key"] = TelehealthApp.NewKey();
        using var answer = await browser.PostAsync(path + handler, new FormUrlEncodedContent(form));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("id=\"code-([0-9a-f-]{36})\"")]
    private static partial Regex Proposal();
}

public sealed class SqliteAuthorityPages() : AuthorityPageSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresAuthorityPages() : AuthorityPageSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerAuthorityPages() : AuthorityPageSuite(Engine.SqlServer);
