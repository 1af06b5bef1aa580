using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.Cli;

/// <summary>
/// One person's browser and app: signs in with authorization code and PKCE through the real pages, then calls the API
/// with the access token. Every answer is kept as a file.
/// </summary>
internal sealed partial class DemoCaller : IDisposable
{
    private const string ClientId = "telehealth-demo";
    private const string Redirect = "http://127.0.0.1:7777/callback";
    private readonly HttpClient http;
    private readonly DemoFolder folder;

    public DemoCaller(Uri host, DemoFolder folder)
    {
        this.folder = folder;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        http = new HttpClient(handler) { BaseAddress = host, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>The ETag of the last answer.</summary>
    public string? ETag { get; private set; }

    /// <summary>Signs in; <paramref name="code"/> makes the second factor's code.</summary>
    public async Task SignIn(string email, string password, Func<Task<string>>? code = null)
    {
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var state = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        var authorize = QueryHelpers.AddQueryString(
            "/connect/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = ClientId,
                ["redirect_uri"] = Redirect,
                ["response_type"] = "code",
                ["scope"] = "openid profile email api",
                ["state"] = state,
                ["code_challenge"] = challenge,
                ["code_challenge_method"] = "S256",
            }
        );
        var page = await Follow(await http.GetAsync(authorize));
        page = await SendForm(page, new() { ["Email"] = email, ["Password"] = password });
        if (code is not null)
        {
            page = await SendForm(page, new() { ["Code"] = await code() });
        }

        var back = page.Headers.Location?.ToString() ?? "";
        var query = QueryHelpers.ParseQuery(
            new Uri(back.StartsWith(Redirect, StringComparison.Ordinal) ? back : "about:blank").Query
        );
        if (query["state"] != state || query["code"].Count != 1)
        {
            throw new DemoFailure(
                $"Signing in as {email} did not lead back with a code (status {(int)page.StatusCode})."
            );
        }

        await Redeem(query["code"]!, verifier);
    }

    public Task<JsonElement> Get(string path) => Send(HttpMethod.Get, path, null, null);

    public Task<JsonElement> Post(string path, object? body, string? key = null) =>
        Send(HttpMethod.Post, path, body, key);

    public Task<JsonElement> Put(string path, object body, string? ifMatch = null) =>
        Send(HttpMethod.Put, path, body, null, ifMatch);

    public Task<JsonElement> Delete(string path, string? key = null) => Send(HttpMethod.Delete, path, null, key);

    /// <summary>Posts a form with a file.</summary>
    public Task<JsonElement> Upload(string path, DemoFile file, string key) =>
        Read(Request(HttpMethod.Post, path, file.ToForm(), key));

    /// <summary>Posts what should be refused, and answers the refusal's code.</summary>
    public Task<string> Refused(string path, object body, string key) =>
        Refusal(Request(HttpMethod.Post, path, JsonContent.Create(body, options: ApiJson.Options), key));

    /// <summary>Posts a form that should be refused, and answers the refusal's code.</summary>
    public Task<string> Refused(string path, DemoFile file, string key) =>
        Refusal(Request(HttpMethod.Post, path, file.ToForm(), key));

    public async Task<byte[]> Download(string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new DemoFailure($"GET {path} answered {(int)answer.StatusCode}.");
    }

    public void Dispose() => http.Dispose();

    private Task<JsonElement> Send(HttpMethod method, string path, object? body, string? key, string? ifMatch = null)
    {
        var content = body is null ? null : JsonContent.Create(body, options: ApiJson.Options);
        var request = Request(method, path, content, key);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return Read(request);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, string? key)
    {
        var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", $"\"{key}\"");
        }

        return request;
    }

    private async Task<JsonElement> Read(HttpRequestMessage request)
    {
        var (answer, text) = await Exchange(request);
        return answer.IsSuccessStatusCode
            ? text.Length == 0
                ? default
                : JsonDocument.Parse(text).RootElement
            : throw new DemoFailure($"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode}: {text}");
    }

    private async Task<string> Refusal(HttpRequestMessage request)
    {
        var (answer, text) = await Exchange(request);
        return answer.IsSuccessStatusCode
            ? throw new DemoFailure($"{request.Method} {request.RequestUri} should have been refused.")
            : JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
    }

    private async Task<(HttpResponseMessage Answer, string Text)> Exchange(HttpRequestMessage request)
    {
        using (request)
        {
            var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            ETag = answer.Headers.ETag?.ToString();
            var path = request.RequestUri!.ToString()["/api/v1".Length..];
            folder.Keep(request.Method.Method, path, (int)answer.StatusCode, text);
            return (answer, text);
        }
    }

    private async Task Redeem(string code, string verifier)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = ClientId,
            ["redirect_uri"] = Redirect,
            ["code"] = code,
            ["code_verifier"] = verifier,
        };
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(form));
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new DemoFailure($"The token endpoint answered {(int)answer.StatusCode}: {text}");
        }

        var token = JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Fills the page's form in and sends it, as a browser would, hidden fields included.</summary>
    private async Task<HttpResponseMessage> SendForm(HttpResponseMessage page, Dictionary<string, string> fields)
    {
        var html = await page.Content.ReadAsStringAsync();
        var main = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        var token = WebUtility.HtmlDecode(FormToken().Match(main).Groups[1].Value);
        var address = page.RequestMessage!.RequestUri!;
        fields["__RequestVerificationToken"] = token;
        var answer = await http.PostAsync(address, new FormUrlEncodedContent(fields));
        return answer.StatusCode == HttpStatusCode.OK
            ? throw new DemoFailure($"The form at {address.AbsolutePath} was not accepted.")
            : await Follow(answer);
    }

    /// <summary>Follows redirects inside the site; the one that leads back to the client is answered.</summary>
    private async Task<HttpResponseMessage> Follow(HttpResponseMessage answer)
    {
        while (answer.Headers.Location is { } location)
        {
            var next = location.IsAbsoluteUri ? location : new Uri(http.BaseAddress!, location);
            if (next.Authority != http.BaseAddress!.Authority)
            {
                return answer;
            }

            answer = await http.GetAsync(next);
        }

        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

/// <summary>A step of the demo did not do what it should; the message says which and how.</summary>
internal sealed class DemoFailure(string message) : Exception(message);

/// <summary>A file with the fields of its form.</summary>
internal sealed record DemoFile(
    string Name,
    string ContentType,
    byte[] Content,
    params (string Name, string Value)[] Fields
)
{
    public MultipartFormDataContent ToForm()
    {
        var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(Content);
        part.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        form.Add(part, "file", Name);
        foreach (var (name, value) in Fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }
}
