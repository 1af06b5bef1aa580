using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Identity.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>The OpenID Connect provider against clients that do wrong (standards §8).</summary>
public abstract class OidcSuite(Engine engine)
{
    [EngineFact]
    [Rule("ACC-03", Part = "discovery")]
    public async Task Discovery_offers_code_with_s256_only_and_signs_with_es256()
    {
        await using var app = await TelehealthApp.Start(engine);
        var document = await app.Http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        document.Text("issuer").ShouldBe(app.Base.ToString());
        Texts(document, "code_challenge_methods_supported").ShouldBe(["S256"]);
        Texts(document, "response_types_supported").ShouldBe(["code"]);
        Texts(document, "id_token_signing_alg_values_supported").ShouldBe(["ES256"]);
        Texts(document, "grant_types_supported")
            .ShouldBe(["authorization_code", "refresh_token", "client_credentials"], ignoreOrder: true);
        var keys = await app.Http.GetFromJsonAsync<JsonElement>(new Uri(document.Text("jwks_uri")).PathAndQuery);
        keys.GetProperty("keys")[0].TryGetProperty("d", out _).ShouldBeFalse();
    }

    [EngineFact]
    [Rule("ACC-03", Part = "code")]
    public async Task A_code_works_once_with_its_verifier_and_its_address_and_not_otherwise()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient();
        var (first, _) = await app.Code(person);
        (await app.Redeem(first, OidcSignIn.NewSecret())).Body.Error().ShouldBe("invalid_grant");
        var (second, secondVerifier) = await app.Code(person);
        (await app.Redeem(second, secondVerifier, "http://127.0.0.1:7890/elsewhere"))
            .Body.Error()
            .ShouldBe("invalid_grant");
        var (third, thirdVerifier) = await app.Code(person);
        var (status, tokens) = await app.Redeem(third, thirdVerifier);
        status.ShouldBe(200);
        (await app.Redeem(third, thirdVerifier)).Body.Error().ShouldBe("invalid_grant");
        // A code seen twice may have been stolen: what the first use got is revoked too.
        (await app.Refresh(tokens.Text("refresh_token")))
            .Body.Error()
            .ShouldBe("invalid_grant");
    }

    private static readonly (string Parameter, string Value)[] WrongRequests =
    [
        ("redirect_uri", "http://127.0.0.1:7890/stolen"),
        ("redirect_uri", "https://evil.example/callback"),
        ("client_id", "nobody"),
        ("code_challenge_method", "plain"),
        ("code_challenge", ""),
        ("scope", "openid everything"),
    ];

    [EngineFact]
    public async Task A_wrong_authorization_request_is_refused_without_a_redirect_to_a_foreign_address()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = app.Base,
        };
        foreach (var (parameter, value) in WrongRequests)
        {
            var uri = new Uri(app.Base, OidcSignIn.AuthorizeUri(OidcSignIn.NewSecret()));
            var query = System.Web.HttpUtility.ParseQueryString(uri.Query);
            query[parameter] = value;
            using var response = await http.GetAsync("/connect/authorize?" + query);
            if (response.Headers.Location is { } location)
            {
                location.ToString().ShouldStartWith(OidcSignIn.Redirect + "?error=invalid_");
            }
            else
            {
                response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, parameter);
            }
        }
    }

    [EngineFact]
    [Rule("ACC-03", Part = "refresh")]
    public async Task Refresh_tokens_rotate()
    {
        await using var app = await TelehealthApp.Start(engine);
        var first = await app.SignIn(await app.SignUpClient());
        var (status, second) = await app.Refresh(first.RefreshToken!);
        status.ShouldBe(200);
        second.Text("refresh_token").ShouldNotBe(first.RefreshToken);
    }

    [EngineFact]
    public async Task A_revoked_refresh_token_is_dead()
    {
        await using var app = await TelehealthApp.Start(engine);
        var tokens = await app.SignIn(await app.SignUpClient());
        using var revoked = await app.Http.PostAsync(
            "/connect/revoke",
            new FormUrlEncodedContent(
                new Dictionary<string, string> { ["client_id"] = OidcSignIn.ClientId, ["token"] = tokens.RefreshToken! }
            )
        );
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Refresh(tokens.RefreshToken!)).Body.Error().ShouldBe("invalid_grant");
    }

    [EngineFact]
    [Rule("ACC-02", Part = "partner systems")]
    [Rule("ACC-03", Part = "client-credentials")]
    public async Task A_partner_gets_tokens_for_itself_and_reaches_no_persons_data()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var admin = await app.Client(await app.Staff(Roles.PlatformAdmin));
        using var created = await admin.PostAsJsonAsync("/api/v1/identity/partners", new { name = "Insurer" });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var partner = await created.Content.ReadFromJsonAsync<JsonElement>();
        (string, string)[] fields =
        [
            ("grant_type", "client_credentials"),
            ("client_id", partner.Text("clientId")),
            ("scope", "api"),
        ];
        (await app.Token([.. fields, ("client_secret", "wrong")])).Body.Error().ShouldBe("invalid_client");
        var (status, tokens) = await app.Token([.. fields, ("client_secret", partner.Text("clientSecret"))]);
        status.ShouldBe(200);
        using var http = new HttpClient { BaseAddress = app.Base };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
        (await http.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync("/api/v1/identity/partners")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [EngineFact]
    public async Task Two_first_hosts_agree_on_the_keys_and_the_database_holds_none_in_the_clear()
    {
        await using var app = await TelehealthApp.Start(engine);
        await using var second = await app.Again();
        var one = await app.Http.GetStringAsync("/.well-known/jwks");
        (await second.Http.GetStringAsync("/.well-known/jwks")).ShouldBe(one);
        await using var scope = app.Services.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        var ring = await platform.DataProtectionKeys.Select(x => x.Xml).ToListAsync();
        ring.ShouldNotBeEmpty();
        ring.ShouldAllBe(x => x!.Contains("<sealed") && !x.Contains("masterKey"));
        var identity = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        (await identity.SigningKeys.CountAsync()).ShouldBe(2);
    }

    private static string[] Texts(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(x => x.GetString()!)];
}

public sealed class OidcOnSqlite() : OidcSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class OidcOnPostgres() : OidcSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class OidcOnSqlServer() : OidcSuite(Engine.SqlServer);
