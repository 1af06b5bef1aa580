using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>Accounts from sign-up to suspension, through the public door.</summary>
public abstract class AccountSuite(Engine engine)
{
    [EngineFact]
    [Rule("ACC-01", Part = "sign-up")]
    public async Task Signing_up_answers_alike_for_a_new_and_a_known_address_and_the_owner_is_told()
    {
        await using var app = await TelehealthApp.Start(engine);
        var owner = await app.SignUpClient();
        using var fresh = await app.Http.PostAsJsonAsync("/api/v1/identity/accounts", Body("new@example.org"));
        using var known = await app.Http.PostAsJsonAsync(
            "/api/v1/identity/accounts",
            Body(owner.Email.ToUpperInvariant())
        );
        known.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        known.StatusCode.ShouldBe(fresh.StatusCode);
        (await known.Content.ReadAsStringAsync()).ShouldBe(await fresh.Content.ReadAsStringAsync());
        (await Events(app)).ShouldContain("identity.sign-up-repeated.v1");
        // The stranger's password opens nothing, the owner's still does.
        await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(owner with { Password = Phrase }));
        (await app.SignIn(owner)).AccessToken.ShouldNotBeEmpty();
    }

    [EngineFact]
    [Rule("ACC-01", Part = "confirmation")]
    public async Task Nobody_signs_in_before_the_address_is_confirmed_and_the_last_sign_up_counts()
    {
        await using var app = await TelehealthApp.Start(engine);
        (
            await app.Http.PostAsJsonAsync("/api/v1/identity/accounts", Body("ewa@example.org"))
        ).EnsureSuccessStatusCode();
        var id = (await app.Send(new FindPerson("ewa@example.org"))).Value;
        var ewa = new TestPerson(id, "ewa@example.org", Phrase, null);
        await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(ewa));
        var first = await Link(app, id);
        (
            await app.Http.PostAsJsonAsync("/api/v1/identity/accounts", Body("ewa@example.org", "another long phrase"))
        ).EnsureSuccessStatusCode();
        (await Confirm(app, id, first)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var second = await Link(app, id);
        (await Confirm(app, id, second)).ShouldBe(HttpStatusCode.NoContent);
        (await Confirm(app, id, second)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.SignIn(ewa with { Password = "another long phrase" })).AccessToken.ShouldNotBeEmpty();
        (await Events(app)).Count(x => x == "identity.person-registered.v1").ShouldBe(1);
    }

    private static readonly (string Field, string Value)[] Faults =
    [
        ("email", "nobody"),
        ("password", "Password123!"),
        ("password", "short"),
        ("displayName", "\u202egnp.exe"),
        ("displayName", " "),
        ("country", "XQ"),
        ("timeZone", "Mars/Olympus"),
        ("language", "not a language"),
        ("phone", "call me"),
    ];

    [EngineFact]
    public async Task What_is_wrong_is_said_beside_its_field()
    {
        await using var app = await TelehealthApp.Start(engine);
        foreach (var (field, value) in Faults)
        {
            var body = Body("zoe@example.org");
            body[field] = value;
            using var response = await app.Http.PostAsJsonAsync("/api/v1/identity/accounts", body);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, field);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            problem.GetProperty("errors").EnumerateObject().Select(x => x.Name).ShouldBe([field]);
        }
    }

    [EngineFact]
    [Rule("ACC-01", Part = "password-reset")]
    public async Task A_new_password_ends_every_older_sign_in()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient();
        var tokens = await app.SignIn(person);
        using var client = await app.Client(person);
        using var asked = await app.Http.PostAsJsonAsync(
            "/api/v1/identity/passwords/forgot",
            new { email = person.Email }
        );
        using var unknown = await app.Http.PostAsJsonAsync(
            "/api/v1/identity/passwords/forgot",
            new { email = "nobody@example.org" }
        );
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await asked.Content.ReadAsStringAsync());
        (await Events(app)).Count(x => x == "identity.password-reset-requested.v1").ShouldBe(1);
        var token = Token((await app.Send(new GetPasswordResetLink(person.Id))).Value);
        var body = new
        {
            personId = person.Id.Value,
            token,
            password = "a brand new phrase",
        };
        (await app.Http.PostAsJsonAsync("/api/v1/identity/passwords/reset", body)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await app.Http.PostAsJsonAsync("/api/v1/identity/passwords/reset", body)).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await client.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Refresh(tokens.RefreshToken!)).Body.Error().ShouldBe("invalid_grant");
        await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(person));
        (await app.SignIn(person with { Password = "a brand new phrase" })).AccessToken.ShouldNotBeEmpty();
    }

    [EngineFact]
    public async Task Five_wrong_passwords_rest_the_account_even_for_the_right_one()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient();
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(person with { Password = Phrase }));
        }

        await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(person));
    }

    [EngineFact]
    public async Task Too_many_tries_are_told_to_wait_alike_for_every_address()
    {
        await using var app = await TelehealthApp.Start(
            engine,
            settings: [("Limits:SignInsPerAccountAndMinute", "2"), ("Limits:MailsPerAccountAndTenMinutes", "1")]
        );
        var body = new { email = "Nobody@example.org" };
        (await app.Http.PostAsJsonAsync("/api/v1/identity/passwords/forgot", body)).EnsureSuccessStatusCode();
        using var refused = await app.Http.PostAsJsonAsync("/api/v1/identity/passwords/forgot", body);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 600);
        var person = await app.SignUpClient();
        await app.SignIn(person);
        await app.SignIn(person);
        (await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(person))).Message.ShouldContain("wait");
    }

    [EngineFact]
    [Rule("ACC-04", Part = "own-data")]
    public async Task Own_details_change_only_on_the_version_read()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var client = await app.Client(await app.SignUpClient());
        using var read = await client.GetAsync("/api/v1/identity/me");
        var tag = read.Headers.ETag!.ToString();
        var body = new
        {
            displayName = "Þórunn",
            dateOfBirth = "1990-05-17",
            country = "IS",
            timeZone = "Atlantic/Reykjavik",
            language = "is-IS",
            phone = "581 2345",
        };
        (await client.PutAsJsonAsync("/api/v1/identity/me", body)).StatusCode.ShouldBe((HttpStatusCode)428);
        (await Put(client, body, tag)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Put(client, body, tag)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/identity/me");
        me.Text("displayName").ShouldBe("Þórunn");
        me.Text("phone").ShouldBe("+3545812345");
    }

    private const string Phrase = "a long enough phrase";

    internal static Dictionary<string, object?> Body(string email, string password = Phrase) =>
        new()
        {
            ["email"] = email,
            ["password"] = password,
            ["displayName"] = "Ewa Żółć",
            ["accountType"] = "client",
            ["country"] = "PL",
            ["timeZone"] = "Europe/Warsaw",
            ["language"] = "pl-PL",
        };

    private static async Task<HttpResponseMessage> Put(HttpClient client, object body, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/identity/me");
        request.Content = JsonContent.Create(body);
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await client.SendAsync(request);
    }

    private static async Task<string> Link(TelehealthApp app, PersonId id) =>
        Token((await app.Send(new GetConfirmationLink(id))).Value);

    private static string Token(AccountLink link) => System.Web.HttpUtility.ParseQueryString(link.Url.Query)["token"]!;

    private static async Task<HttpStatusCode> Confirm(TelehealthApp app, PersonId id, string token) =>
        (
            await app.Http.PostAsJsonAsync("/api/v1/identity/accounts/confirm", new { personId = id.Value, token })
        ).StatusCode;

    private static async Task<List<string>> Events(TelehealthApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        return await db.Outbox.Select(x => x.WireName).ToListAsync();
    }
}

public sealed class AccountOnSqlite() : AccountSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AccountOnPostgres() : AccountSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class AccountOnSqlServer() : AccountSuite(Engine.SqlServer);
