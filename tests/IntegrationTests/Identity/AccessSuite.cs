using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>Who may do what, and how fast it ends.</summary>
public abstract class AccessSuite(Engine engine)
{
    [EngineFact]
    public async Task A_suspended_persons_token_stops_at_once_and_so_do_refresh_and_sign_in()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpProvider();
        var tokens = await app.SignIn(person);
        using var client = await app.Client(person);
        (await client.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var admin = await app.Client(await app.Staff(Roles.PlatformAdmin));
        (
            await admin.PostAsJsonAsync($"/api/v1/identity/people/{person.Id}/suspend", new { reason = "Under review" })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync("/connect/userinfo")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Refresh(tokens.RefreshToken!)).Body.Error().ShouldBe("invalid_grant");
        await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(person));
        (await admin.PostAsync($"/api/v1/identity/people/{person.Id}/reinstate", null)).EnsureSuccessStatusCode();
        (await client.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.SignIn(person)).AccessToken.ShouldNotBeEmpty();
    }

    [EngineFact]
    [Rule("ACC-02", Part = "roles")]
    public async Task Only_a_platform_admin_grants_roles_and_an_old_token_ends_with_the_change()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient();
        using var client = await app.Client(person);
        var path = $"/api/v1/identity/people/{person.Id}/roles/{Roles.Support}";
        (await client.PutAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var support = await app.Client(await app.Staff(Roles.Support));
        (await support.PutAsync(path, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var chief = await app.Staff(Roles.PlatformAdmin);
        using var admin = await app.Client(chief);
        using var granted = await admin.PutAsync(path, null);
        granted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await granted.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("roles")
            .EnumerateArray()
            .Select(x => x.GetString())
            .ShouldBe([Roles.Client, Roles.Support]);
        (await client.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.PutAsync($"/api/v1/identity/people/{person.Id}/roles/king", null)).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await admin.DeleteAsync($"/api/v1/identity/people/{chief.Id}/roles/{Roles.PlatformAdmin}")
        ).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.PutAsync($"/api/v1/identity/people/{Ids.New()}/roles/support", null)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [EngineFact]
    [Rule("ACC-01", Part = "totp")]
    [Rule("ACC-01", Part = "second-factor")]
    public async Task Staff_without_an_authenticator_must_set_one_up_and_a_code_opens_once()
    {
        await using var app = await TelehealthApp.Start(engine);
        var answer = await app.Send(
            new CreateStaffAccount(
                "new.staff@example.org",
                "Nia",
                [Roles.Finance],
                "GB",
                "Europe/London",
                "en-GB",
                new Secret("a long enough phrase")
            )
        );
        var staff = new TestPerson(answer.Value.PersonId, "new.staff@example.org", "a long enough phrase", null);
        // The first sign-in leads over the page that offers a key; the next asks for a code of it, which we do not
        // know.
        using var client = await app.Client(staff);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/identity/me"))
            .GetProperty("secondFactor")
            .GetBoolean()
            .ShouldBeTrue();
        (await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(staff))).Message.ShouldContain("code");
        var known = await app.Staff(Roles.Finance);
        var code = await app.AuthenticatorCode(known);
        (await TryCode(app, known, code)).ShouldBeTrue();
        (await TryCode(app, known, code)).ShouldBeFalse();
    }

    [EngineFact]
    public async Task A_foreign_or_broken_token_opens_nothing_and_says_how_to_sign_in()
    {
        await using var app = await TelehealthApp.Start(engine);
        await using var other = await TelehealthApp.Start(engine);
        var foreign = await other.SignIn(await other.SignUpClient());
        foreach (var token in new[] { foreign.AccessToken, "abc", foreign.IdToken!, foreign.RefreshToken! })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/identity/me");
            request.Headers.Add("Authorization", "Bearer " + token);
            using var response = await app.Http.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    private static async Task<bool> TryCode(TelehealthApp app, TestPerson person, string code)
    {
        var answer = await app.Send(
            new Telehealth.Identity.Features.SignIns.CheckCode(person.Id, new Secret(code)),
            Actor.Anonymous
        );
        return answer.Value.Right;
    }
}

public sealed class AccessOnSqlite() : AccessSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AccessOnPostgres() : AccessSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class AccessOnSqlServer() : AccessSuite(Engine.SqlServer);
