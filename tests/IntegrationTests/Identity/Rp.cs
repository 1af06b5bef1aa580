using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.Host.Cli;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>A relying party that can misbehave: the token endpoint with any fields, answered as JSON.</summary>
internal static class Rp
{
    public static async Task<(int Status, JsonElement Body)> Token(
        this TelehealthApp app,
        params (string Key, string Value)[] fields
    )
    {
        var form = new FormUrlEncodedContent(fields.Select(x => KeyValuePair.Create(x.Key, x.Value)));
        using var response = await app.Http.PostAsync("/connect/token", form);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static Task<(int Status, JsonElement Body)> Redeem(
        this TelehealthApp app,
        string code,
        string verifier,
        string redirect = OidcSignIn.Redirect
    ) =>
        app.Token(
            ("grant_type", "authorization_code"),
            ("client_id", OidcSignIn.ClientId),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", verifier)
        );

    public static Task<(int Status, JsonElement Body)> Refresh(this TelehealthApp app, string token) =>
        app.Token(("grant_type", "refresh_token"), ("client_id", OidcSignIn.ClientId), ("refresh_token", token));

    /// <summary>A code for the person, fresh from the pages.</summary>
    public static async Task<(string Code, string Verifier)> Code(this TelehealthApp app, TestPerson person)
    {
        var verifier = OidcSignIn.NewSecret();
        using var browser = app.NewBrowser();
        var callback = await browser.Authorize(
            OidcSignIn.AuthorizeUri(verifier),
            person.Email,
            person.Password,
            person.TotpKey,
            CancellationToken.None
        );
        return (System.Web.HttpUtility.ParseQueryString(callback.Query)["code"]!, verifier);
    }

    public static string? Error(this JsonElement body) =>
        body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public static string Text(this JsonElement body, string name) => body.GetProperty(name).GetString()!;
}
