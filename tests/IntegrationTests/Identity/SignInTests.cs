using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>Signing in as people and clients do: through pages, codes and tokens.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_client_signs_in_with_code_and_pkce_and_reads_its_own_details()
    {
        await using var app = await TelehealthApp.Start();
        var person = await app.SignUpClient("Nguyễn Thị Łucja Þórunn");
        using var client = await app.Client(person);
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/identity/me");
        me.GetProperty("displayName").GetString().ShouldBe("Nguyễn Thị Łucja Þórunn");
        me.GetProperty("roles")[0].GetString().ShouldBe(Roles.Client);
        var info = await client.GetFromJsonAsync<JsonElement>("/connect/userinfo");
        info.GetProperty("sub").GetString().ShouldBe(person.Id.ToString());
        info.GetProperty("email").GetString().ShouldBe(person.Email);
        info.GetProperty("name").GetString().ShouldBe("Nguyễn Thị Łucja Þórunn");
    }

    [Fact]
    public async Task Staff_sign_in_with_a_second_factor()
    {
        await using var app = await TelehealthApp.Start();
        var admin = await app.Staff(Roles.PlatformAdmin);
        using var client = await app.Client(admin);
        var answer = await client.GetAsync($"/api/v1/identity/people/{admin.Id}/access");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
