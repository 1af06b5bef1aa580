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

/// <summary>Signing in as people and clients do: through pages, codes and tokens; inherited per engine.</summary>
public abstract class SignInSuite(Engine engine)
{
    [EngineFact]
    [Rule("ACC-03", Part = "code")]
    public async Task A_client_signs_in_with_code_and_pkce_and_reads_its_own_details()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient("Nguyễn Thị Łucja Þórunn");
        using var client = await app.Client(person);
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/identity/me");
        me.Text("displayName").ShouldBe("Nguyễn Thị Łucja Þórunn");
        me.GetProperty("roles")[0].GetString().ShouldBe(Roles.Client);
        var info = await client.GetFromJsonAsync<JsonElement>("/connect/userinfo");
        info.Text("sub").ShouldBe(person.Id.ToString());
        info.Text("email").ShouldBe(person.Email);
        info.Text("name").ShouldBe("Nguyễn Thị Łucja Þórunn");
    }

    [EngineFact]
    public async Task Staff_sign_in_with_a_second_factor()
    {
        await using var app = await TelehealthApp.Start(engine);
        var admin = await app.Staff(Roles.PlatformAdmin);
        using var client = await app.Client(admin);
        var answer = await client.GetAsync($"/api/v1/identity/people/{admin.Id}/access");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [EngineFact]
    public async Task Of_ten_uses_of_one_code_at_once_one_gets_tokens_at_most()
    {
        await using var app = await TelehealthApp.Start(engine);
        var (code, verifier) = await app.Code(await app.SignUpClient());
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.Redeem(code, verifier)));
        answers.Count(x => x.Status == 200).ShouldBeLessThanOrEqualTo(1);
        answers.ShouldAllBe(x => x.Status == 200 || x.Body.Error() == "invalid_grant");
    }

    [EngineFact]
    [Rule("ACC-01", Part = "totp")]
    public async Task A_code_proves_once_that_it_is_still_the_same_person()
    {
        await using var app = await TelehealthApp.Start(engine);
        var approver = await app.Staff(Roles.PayoutApprover);
        var code = await app.AuthenticatorCode(approver);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StepUp(app, approver.Id, code)));
        answers.Order().ShouldBe([null, "identity.code-wrong", "identity.code-wrong", "identity.code-wrong"]);
        var next = await app.AuthenticatorCode(approver);
        (await StepUp(app, approver.Id, next)).ShouldBeNull();
        (await StepUp(app, (await app.SignUpClient()).Id, code)).ShouldBe("identity.second-factor-missing");
        (await StepUp(app, new PersonId(Ids.New()), code)).ShouldBe("identity.second-factor-missing");
    }

    [EngineFact]
    [Rule("ACC-01", Part = "totp")]
    public async Task Five_wrong_codes_rest_the_account_for_step_up_and_sign_in_alike()
    {
        await using var app = await TelehealthApp.Start(engine);
        var approver = await app.Staff(Roles.PayoutApprover);
        foreach (var wrong in new[] { "", "abc", "12", "0000000", "1 2 3" })
        {
            (await StepUp(app, approver.Id, wrong)).ShouldBe("identity.code-wrong");
        }

        var right = await app.AuthenticatorCode(approver);
        (await StepUp(app, approver.Id, right)).ShouldBe("identity.too-many-tries");
        await Should.ThrowAsync<InvalidOperationException>(() => app.SignIn(approver));
    }

    private static async Task<string?> StepUp(TelehealthApp app, PersonId person, string code) =>
        (await app.Send(new CheckStepUp(person, new Secret(code)))).Error?.Code;
}

public sealed class SqliteSignIn() : SignInSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSignIn() : SignInSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSignIn() : SignInSuite(Engine.SqlServer);
