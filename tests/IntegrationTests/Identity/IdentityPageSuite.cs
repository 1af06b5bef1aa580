using System.Net;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>The account pages as a browser meets them.</summary>
public abstract partial class IdentityPageSuite(Engine engine)
{
    private static readonly string[] Pages =
    [
        "/identity/sign-in",
        "/identity/sign-up",
        "/identity/sign-up?as=provider",
        "/identity/forgot-password",
        "/identity/reset-password?person=00000000-0000-0000-0000-000000000001&token=x",
        "/identity/confirm?person=00000000-0000-0000-0000-000000000001&token=x",
        "/identity/confirm?person=rubbish",
        "/identity/check-mail",
        "/identity/sign-out",
    ];

    [EngineFact]
    public async Task Every_page_opens_in_the_shell_without_inline_code_and_is_not_stored()
    {
        await using var app = await TelehealthApp.Start(engine);
        foreach (var path in Pages)
        {
            using var response = await app.Http.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var html = await response.Content.ReadAsStringAsync();
            html.ShouldContain("th-brand");
            html.ShouldNotContain("style=\"");
            InlineScript().IsMatch(html).ShouldBeFalse(path);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
            response.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
        }
    }

    [EngineFact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var app = await TelehealthApp.Start(engine);
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Email"] = "a@example.org" });
        (await app.Http.PostAsync("/identity/sign-in", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [EngineFact]
    public async Task Somebody_signs_up_confirms_signs_in_and_out_in_a_browser()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        browser.BaseAddress = app.Base;
        var after = await Submit(
            browser,
            "/identity/sign-up",
            ("As", "Client"),
            ("DisplayName", "Łucja"),
            ("Email", "lucja@example.org"),
            ("Password", "a long enough phrase"),
            ("DateOfBirth", "1990-02-28"),
            ("Country", "PL"),
            ("TimeZone", "Europe/Warsaw"),
            ("Language", "pl-PL")
        );
        after.ShouldContain("Check your mail");
        var id = (await app.Send(new FindPerson("lucja@example.org"))).Value;
        (await SignIn(browser)).ShouldContain("Send the mail again");
        var link = (await app.Send(new GetConfirmationLink(id))).Value.Url;
        (await Submit(browser, link.PathAndQuery)).ShouldContain("Your address is confirmed");
        (await SignIn(browser)).ShouldContain("Sign out");
        var saved = await Submit(
            browser,
            "/identity/account",
            ("DisplayName", "Łucja Nowak"),
            ("Country", "PL"),
            ("TimeZone", "Europe/Warsaw"),
            ("Language", "pl-PL"),
            ("DateOfBirth", "1990-02-28"),
            ("Phone", "601 234 567")
        );
        saved.ShouldContain("Your details are saved");
        WebUtility.HtmlDecode(saved).ShouldContain("value=\"+48601234567\"");
        (await Submit(browser, "/identity/sign-out")).ShouldContain("You are signed out");
    }

    private static Task<string> SignIn(HttpClient browser) =>
        Submit(browser, "/identity/sign-in", ("Email", "lucja@example.org"), ("Password", "a long enough phrase"));

    private static async Task<string> Submit(HttpClient browser, string path, params (string Key, string Value)[] typed)
    {
        var html = await browser.GetStringAsync(path);
        var fields = Hidden()
            .Matches(html)
            .Select(x => (Key: Attribute(x.Value, "name"), Value: Attribute(x.Value, "value")))
            .Concat(typed)
            .DistinctBy(x => x.Key)
            .Select(x => KeyValuePair.Create(x.Key, x.Value));
        using var response = await browser.PostAsync(path, new FormUrlEncodedContent(fields));
        return await response.Content.ReadAsStringAsync();
    }

    private static string Attribute(string element, string name) =>
        WebUtility.HtmlDecode(Regex.Match(element, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<script(?![^>]* src=)", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}

public sealed class IdentityPagesOnSqlite() : IdentityPageSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class IdentityPagesOnPostgres() : IdentityPageSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class IdentityPagesOnSqlServer() : IdentityPageSuite(Engine.SqlServer);
