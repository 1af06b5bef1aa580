using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>What was ended is gone at once: tokens, grants, clients, browser sessions; inherited per engine.</summary>
public abstract class EndingSuite(Engine engine)
{
    private const string Me = "/api/v1/identity/me";

    [EngineFact]
    [Rule("ACC-03", Part = "tokens")]
    public async Task A_revoked_access_token_opens_nothing_any_more()
    {
        await using var app = await TelehealthApp.Start(engine);
        var tokens = await app.SignIn(await app.SignUpClient());
        (await Status(app, tokens.AccessToken, Me)).ShouldBe(HttpStatusCode.OK);
        await Revoke(app, tokens.AccessToken);
        (await Eventually(app, tokens.AccessToken, Me)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [EngineFact]
    [Rule("ACC-03", Part = "code")]
    public async Task A_code_used_twice_ends_what_its_first_use_got()
    {
        await using var app = await TelehealthApp.Start(engine);
        var (code, verifier) = await app.Code(await app.SignUpClient());
        var (_, tokens) = await app.Redeem(code, verifier);
        (await app.Redeem(code, verifier)).Body.Error().ShouldBe("invalid_grant");
        (await Eventually(app, tokens.Text("access_token"), Me)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [EngineFact]
    [Rule("ACC-02", Part = "partner systems")]
    public async Task A_deleted_partners_token_ends_with_it()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var admin = await app.Client(await app.Staff(Roles.PlatformAdmin));
        var partner = await TelehealthApp.Post(admin, "identity/partners", new { Name = "Insurer" });
        var (_, tokens) = await app.Token(
            ("grant_type", "client_credentials"),
            ("client_id", partner.Text("clientId")),
            ("client_secret", partner.Text("clientSecret"))
        );
        var token = tokens.Text("access_token");
        (await Status(app, token, Me)).ShouldBe(HttpStatusCode.NotFound);
        using var gone = await admin.DeleteAsync($"/api/v1/identity/partners/{partner.Text("clientId")}");
        gone.EnsureSuccessStatusCode();
        (await Eventually(app, token, Me)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [EngineFact]
    public async Task Signing_out_ends_a_copy_of_the_cookie_too()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var browser = new PageBrowser(app.Base);
        await browser.SignIn(await app.SignUpClient());
        using var copy = browser.Copy();
        (await copy.Http.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = new PageBrowser(app.Base);
        (await browser.Submit("/identity/sign-out")).EnsureSuccessStatusCode();
        (await copy.Http.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [EngineFact]
    public async Task Signing_out_ends_this_browser_and_no_other()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient();
        using var phone = new PageBrowser(app.Base);
        using var laptop = new PageBrowser(app.Base);
        await phone.SignIn(person);
        await laptop.SignIn(person);
        (await phone.Submit("/identity/sign-out")).EnsureSuccessStatusCode();
        (await phone.Http.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await laptop.Http.GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [EngineFact]
    [Rule("ACC-03", Part = "tokens")]
    public async Task A_token_without_the_api_scope_opens_nothing_but_userinfo()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient();
        var verifier = OidcSignIn.NewSecret();
        using var browser = app.NewBrowser();
        var uri = OidcSignIn.AuthorizeUri(verifier).Replace("%20api", "", StringComparison.Ordinal);
        uri.ShouldNotContain("api%20");
        var callback = await browser.Authorize(uri, person.Email, person.Password, null, CancellationToken.None);
        var code = System.Web.HttpUtility.ParseQueryString(callback.Query)["code"]!;
        var token = (await app.Redeem(code, verifier)).Body.Text("access_token");
        (await Status(app, token, Me)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(app, token, "/connect/userinfo")).ShouldBe(HttpStatusCode.OK);
    }

    [EngineTheory]
    [InlineData(2)]
    [InlineData(6)]
    [Rule("ACC-03", Part = "refresh")]
    public async Task Of_a_refresh_token_used_at_once_one_child_lives(int times)
    {
        await using var app = await TelehealthApp.Start(engine);
        await using var second = await app.Beside();
        var tokens = await app.SignIn(await app.SignUpClient());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(x => (x % 2 == 0 ? app : second).Refresh(tokens.RefreshToken!))
        );
        await ShouldLiveOnInOne(app, answers);
    }

    [EngineFact]
    [Rule("ACC-03", Part = "refresh")]
    public async Task A_refresh_token_used_again_within_the_leeway_signs_nobody_out()
    {
        await using var app = await TelehealthApp.Start(engine, null, ("Identity:RefreshLeewaySeconds", "60"));
        var tokens = await app.SignIn(await app.SignUpClient());
        var answers = new List<(int Status, JsonElement Body)>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await app.Refresh(tokens.RefreshToken!));
        }

        answers.ShouldAllBe(x => x.Status == 200);
        await ShouldLiveOnInOne(app, answers);
    }

    [EngineFact]
    [Rule("ACC-03", Part = "refresh")]
    public async Task A_refresh_token_used_again_beyond_the_leeway_ends_its_family()
    {
        await using var app = await TelehealthApp.Start(engine, null, ("Identity:RefreshLeewaySeconds", "0"));
        var first = await app.SignIn(await app.SignUpClient());
        var (_, second) = await app.Refresh(first.RefreshToken!);
        (await app.Refresh(first.RefreshToken!)).Body.Error().ShouldBe("invalid_grant");
        (await app.Refresh(second.Text("refresh_token"))).Body.Error().ShouldBe("invalid_grant");
        (await Eventually(app, second.Text("access_token"), Me)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task ShouldLiveOnInOne(
        TelehealthApp app,
        IReadOnlyCollection<(int Status, JsonElement Body)> answers
    )
    {
        var children = answers.Where(x => x.Status == 200).Select(x => x.Body.Text("refresh_token")).ToList();
        children.ShouldNotBeEmpty();
        var living = 0;
        foreach (var child in children)
        {
            living += (await app.Refresh(child)).Status == 200 ? 1 : 0;
        }

        living.ShouldBe(1);
    }

    private static async Task Revoke(TelehealthApp app, string token)
    {
        var form = new Dictionary<string, string> { ["client_id"] = OidcSignIn.ClientId, ["token"] = token };
        using var revoked = await app.Http.PostAsync("/connect/revoke", new FormUrlEncodedContent(form));
        revoked.EnsureSuccessStatusCode();
    }

    private static async Task<HttpStatusCode> Status(TelehealthApp app, string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }

    // Another host may believe its own look for three seconds; a fresh host has not looked yet.
    private static async Task<HttpStatusCode> Eventually(TelehealthApp app, string token, string path)
    {
        await using var other = await app.Beside();
        return await Status(other, token, path);
    }
}

public sealed class SqliteEnding() : EndingSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresEnding() : EndingSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerEnding() : EndingSuite(Engine.SqlServer);
