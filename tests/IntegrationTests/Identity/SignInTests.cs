using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>Signing in as people and clients do: through pages, codes and tokens; inherited per engine.</summary>
public abstract class SignInSuite(Engine engine)
{
    [EngineFact]
    [Rule("ACC-03", Part = "sign-in")]
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
}

public sealed class SqliteSignIn() : SignInSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSignIn() : SignInSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSignIn() : SignInSuite(Engine.SqlServer);
