using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Telehealth.Host.Cli;

/// <summary>What the token endpoint answers.</summary>
internal sealed record OidcTokens(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("id_token")] string? IdToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn
);

/// <summary>
/// Signs a person in as a browser and a native client would: authorization code with PKCE over HTTP, through the
/// sign-in
/// pages with their forms and cookies. One instance is one browser.
/// </summary>
/// <param name="handler">The way to the host; follows no redirect and keeps no cookie, this class does both.</param>
/// <param name="origin">Where the host is.</param>
/// <param name="phones">The time by which authenticator apps show their codes.</param>
internal sealed partial class OidcSignIn(HttpMessageHandler handler, Uri origin, TimeProvider phones) : IDisposable
{
    public const string ClientId = "telehealth-demo";
    public const string Redirect = "http://127.0.0.1:7890/callback";
    private const string Scopes = "openid profile email roles api offline_access";
    private const int MostSteps = 12;
    private readonly HttpClient http = new(handler, disposeHandler: true) { BaseAddress = origin };
    private readonly CookieContainer cookies = new();

    public static OidcSignIn At(Uri origin, TimeProvider phones) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, origin, phones);

    /// <summary>
    /// Signs in and exchanges the code; <paramref name="totpKey"/> is the person's authenticator key, if any.
    /// </summary>
    public async Task<OidcTokens> SignIn(string email, string password, string? totpKey, CancellationToken ct)
    {
        var verifier = NewSecret();
        var callback = await Authorize(AuthorizeUri(verifier), email, password, totpKey, ct);
        var answer = QueryHelpers.ParseQuery(callback.Query);
        return answer.TryGetValue("code", out var code)
            ? await Exchange(code!, verifier, ct)
            : throw new InvalidOperationException($"No code came back: {answer.GetValueOrDefault("error")}.");
    }

    /// <summary>The request a client starts with.</summary>
    public static string AuthorizeUri(string verifier, string redirect = Redirect) =>
        QueryHelpers.AddQueryString(
            "/connect/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = ClientId,
                ["response_type"] = "code",
                ["redirect_uri"] = redirect,
                ["scope"] = Scopes,
                ["state"] = NewSecret(),
                ["nonce"] = NewSecret(),
                ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
                ["code_challenge_method"] = "S256",
            }
        );

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Walks from the authorization request through the pages to the client's redirect address.</summary>
    public async Task<Uri> Authorize(string uri, string email, string password, string? totpKey, CancellationToken ct)
    {
        var response = await Get(uri, ct);
        for (var step = 0; step < MostSteps; step++)
        {
            if (response.Headers.Location is { } location)
            {
                var target = new Uri(origin, location);
                if (target.Authority != origin.Authority)
                {
                    return target;
                }

                response = await Get(target.PathAndQuery, ct);
                continue;
            }

            var html = await response.Content.ReadAsStringAsync(ct);
            if (Alert().Match(html) is { Success: true } alert)
            {
                throw new InvalidOperationException(WebUtility.HtmlDecode(Tags().Replace(alert.Value, " ")).Trim());
            }

            response = await Fill(response, html, email, password, totpKey, ct);
        }

        throw new InvalidOperationException("The sign-in pages lead nowhere.");
    }

    /// <summary>Exchanges a code.</summary>
    public Task<OidcTokens> Exchange(string code, string verifier, CancellationToken ct) =>
        Token(
            new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["client_id"] = ClientId,
                ["code"] = code,
                ["redirect_uri"] = Redirect,
                ["code_verifier"] = verifier,
            },
            ct
        );

    /// <summary>Exchanges a refresh token; the old one is used up.</summary>
    public Task<OidcTokens> Refresh(string refreshToken, CancellationToken ct) =>
        Token(
            new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = ClientId,
                ["refresh_token"] = refreshToken,
            },
            ct
        );

    public void Dispose() => http.Dispose();

    private async Task<OidcTokens> Token(Dictionary<string, string> form, CancellationToken ct)
    {
        using var response = await http.PostAsync("/connect/token", new FormUrlEncodedContent(form), ct);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<OidcTokens>(ct))!
            : throw new InvalidOperationException(
                $"The token endpoint answered {(int)response.StatusCode}: "
                    + await response.Content.ReadAsStringAsync(ct)
            );
    }

    private async Task<HttpResponseMessage> Fill(
        HttpResponseMessage response,
        string html,
        string email,
        string password,
        string? totpKey,
        CancellationToken ct
    )
    {
        var page = response.RequestMessage!.RequestUri!;
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(FormToken().Matches(html)[^1].Groups[1].Value),
        };
        switch (page.AbsolutePath)
        {
            case "/identity/sign-in":
                fields["Email"] = email;
                fields["Password"] = password;
                break;
            case "/identity/sign-in/code":
                fields["Code"] = await Code(totpKey, ct);
                break;
            case "/identity/sign-in/authenticator":
                fields["Code"] = await Code(OfferedKey().Match(html).Groups[1].Value.Replace(" ", ""), ct);
                break;
            default:
                throw new InvalidOperationException(
                    $"Signing in ended at {page.AbsolutePath} ({response.StatusCode})."
                );
        }

        return await Send(
            new HttpRequestMessage(HttpMethod.Post, page.PathAndQuery) { Content = new FormUrlEncodedContent(fields) },
            ct
        );
    }

    private Task<string> Code(string? key, CancellationToken ct) =>
        AuthenticatorApp.Code(
            key ?? throw new InvalidOperationException("This account asks for a code, and no key was given."),
            phones,
            ct
        );

    private Task<HttpResponseMessage> Get(string uri, CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Get, uri), ct);

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct)
    {
        if (cookies.GetCookieHeader(origin) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }

        var response = await http.SendAsync(request, ct);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                cookies.SetCookies(origin, cookie);
            }
        }

        return response;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("id=\"authenticator-key\">([A-Z2-7 ]+)<")]
    private static partial Regex OfferedKey();

    [GeneratedRegex(
        "<div[^>]*class=\"(validation-summary-errors|alert alert-warning).*?</(div|p)>",
        RegexOptions.Singleline
    )]
    private static partial Regex Alert();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
