using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.Host.Cli;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>
/// The OpenID Connect provider against a relying party others wrote and had certified: npm's openid-client, which
/// checks every answer by the specifications.
/// </summary>
public sealed class OpenIdClientTests
{
    private const string Scope = "openid profile email roles api offline_access";

    [ToolFact("node", "npm")]
    [Rule("ACC-03", Part = "code")]
    public async Task Code_with_pkce_signs_in_and_what_is_tampered_with_is_refused()
    {
        await using var app = await TelehealthApp.Start();
        await using var client = await RelyingParty.Start();
        var person = await app.SignUpClient("Łucja Nguyễn");
        var signedIn = await client.Ok("finish", new { Callback = await Callback(app, client, person) });
        signedIn.Text("sub").ShouldBe(person.Id.ToString());
        signedIn.Text("iss").ShouldBe(app.Base.ToString());
        (await client.Ok("userinfo", new { })).Text("sub").ShouldBe(person.Id.ToString());
        (await client.Error("userinfo", new { Sub = "somebody-else" })).ShouldNotBeNullOrEmpty();

        foreach (
            var (tampered, error) in ((object, string)[])
                [
                    (new { Nonce = "another" }, "OAUTH_JWT_CLAIM_COMPARISON_FAILED"),
                    (new { State = "another" }, "OAUTH_INVALID_RESPONSE"),
                    (new { Verifier = OidcSignIn.NewSecret() }, "invalid_grant"),
                    (new { Redirect = "/elsewhere" }, "invalid_grant"),
                ]
        )
        {
            var callback = await Callback(app, client, person);
            var given = JsonSerializer.SerializeToNode(tampered, JsonSerializerOptions.Web)!.AsObject();
            given["callback"] = callback;
            (await client.Error("finish", given)).ShouldBe(error, given.ToJsonString());
        }

        var once = await Callback(app, client, person);
        await client.Ok("finish", new { Callback = once });
        (await client.Error("finish", new { Callback = once })).ShouldBe("invalid_grant");
    }

    [ToolFact("node", "npm")]
    [Rule("ACC-03", Part = "refresh")]
    [Rule("ACC-03", Part = "tokens")]
    public async Task Refresh_tokens_rotate_one_seen_twice_ends_all_and_a_revoked_one_is_dead()
    {
        await using var app = await TelehealthApp.Start(settings: [("Identity:RefreshLeewaySeconds", "0")]);
        await using var client = await RelyingParty.Start();
        var person = await app.SignUpClient();
        var first = (await client.Ok("finish", new { Callback = await Callback(app, client, person) })).Text("refresh");
        var second = (await client.Ok("refresh", new { Token = first })).Text("refresh");
        second.ShouldNotBe(first);
        (await client.Error("refresh", new { Token = first })).ShouldBe("invalid_grant");
        (await client.Error("refresh", new { Token = second })).ShouldBe("invalid_grant");

        var other = (await client.Ok("finish", new { Callback = await Callback(app, client, person) })).Text("refresh");
        await client.Ok("revoke", new { Token = other });
        (await client.Error("refresh", new { Token = other })).ShouldBe("invalid_grant");
    }

    [ToolFact("node", "npm")]
    [Rule("ACC-03", Part = "client-credentials")]
    public async Task A_partner_gets_a_token_for_itself_by_its_secret_only()
    {
        await using var app = await TelehealthApp.Start();
        await using var client = await RelyingParty.Start();
        using var admin = await app.Client(await app.Staff(Roles.PlatformAdmin));
        using var created = await admin.PostAsJsonAsync("/api/v1/identity/partners", new { name = "Insurer" });
        var partner = await created.Content.ReadFromJsonAsync<JsonElement>();
        var (issuer, id) = (app.Base.ToString(), partner.Text("clientId"));
        var secret = partner.Text("clientSecret");
        var given = new
        {
            Issuer = issuer,
            ClientId = id,
            Secret = secret,
            Scope = "api",
        };
        var tokens = await client.Ok("partner", given);
        tokens.Text("access").ShouldNotBeEmpty();
        tokens.GetProperty("refresh").ValueKind.ShouldBe(JsonValueKind.Null);
        // 401 with a WWW-Authenticate header, as RFC 6749 §5.2 asks for: openid-client names the header.
        var refused = await client.Error("partner", given with { Secret = "wrong" });
        refused.ShouldBe("OAUTH_WWW_AUTHENTICATE_CHALLENGE");
        (await client.Error("partner", given with { Scope = "openid api everything" })).ShouldBe("invalid_scope");
    }

    private static async Task<string> Callback(TelehealthApp app, RelyingParty client, TestPerson person)
    {
        var begin = new
        {
            Issuer = app.Base.ToString(),
            OidcSignIn.ClientId,
            OidcSignIn.Redirect,
            Scope,
        };
        var address = (await client.Ok("begin", begin)).GetString()!;
        using var browser = app.NewBrowser();
        var (email, password, none) = (person.Email, person.Password, CancellationToken.None);
        return (await browser.Authorize(address, email, password, person.TotpKey, none)).ToString();
    }
}

/// <summary>The script beside this file, in a Node of its own: one step a line, one answer a line.</summary>
internal sealed class RelyingParty : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Folder = new(Install);
    private readonly Process node;

    private RelyingParty(Process node) => this.node = node;

    public static async Task<RelyingParty> Start() => new(Run("node", await Folder.Value, "check.js"));

    public async Task<JsonElement> Ok(string step, object given)
    {
        var answer = await Send(step, given);
        return answer.TryGetProperty("ok", out var ok) ? ok : throw new InvalidOperationException($"{step}: {answer}");
    }

    public async Task<string?> Error(string step, object given)
    {
        var answer = await Send(step, given);
        return answer.TryGetProperty("error", out var error) ? error.GetString() : $"succeeded: {answer}";
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private async Task<JsonElement> Send(string step, object given)
    {
        var line = JsonSerializer.SerializeToNode(given, JsonSerializerOptions.Web)!.AsObject();
        line["step"] = step;
        await node.StandardInput.WriteLineAsync(line.ToJsonString());
        await node.StandardInput.FlushAsync();
        var answer = await node.StandardOutput.ReadLineAsync();
        return JsonDocument
            .Parse(answer ?? throw new InvalidOperationException(await node.StandardError.ReadToEndAsync()))
            .RootElement;
    }

    // What the lock file says, once a process.
    private static async Task<string> Install()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Identity", "OpenIdClient");
        using var npm = Run("npm", folder, "ci", "--no-audit", "--no-fund", "--silent");
        npm.StandardInput.Close();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm ci: {await errors}");
    }

    private static Process Run(string program, string folder, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
}
