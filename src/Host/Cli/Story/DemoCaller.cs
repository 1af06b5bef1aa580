using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.Cli.Story;

/// <summary>
/// One person's browser and app: signs in through the real pages, then calls the API with the access token. Every
/// answer is kept as a file.
/// </summary>
internal sealed partial class DemoCaller : IDisposable
{
    private readonly HttpClient http;
    private readonly DemoFolder folder;

    public DemoCaller(Uri host, DemoFolder folder)
    {
        this.folder = folder;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        http = new HttpClient(handler) { BaseAddress = host, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>The ETag of the last answer.</summary>
    public string? ETag { get; private set; }

    /// <summary>Signs in with code and PKCE; staff with the key of their authenticator too.</summary>
    public async Task SignIn(string email, string password, string? totpKey = null)
    {
        using var browser = OidcSignIn.At(http.BaseAddress!, TimeProvider.System);
        Use((await browser.SignIn(email, password, totpKey, CancellationToken.None)).AccessToken);
    }

    /// <summary>A partner's system signs in with its own credentials.</summary>
    public async Task SignInAsSystem(string client, string secret)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secret,
            ["scope"] = "api",
        };
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(form));
        var text = await answer.Content.ReadAsStringAsync();
        DemoFailure.Unless(answer.IsSuccessStatusCode, $"The token endpoint answered {(int)answer.StatusCode}: {text}");
        Use(JsonDocument.Parse(text).RootElement.Text("access_token"));
    }

    public Task<JsonElement> Get(string path) => Send(HttpMethod.Get, path, null, null);

    public Task<JsonElement> Post(string path, object? body, string? key = null) =>
        Send(HttpMethod.Post, path, body, key);

    public Task<JsonElement> Put(string path, object body, string? ifMatch = null) =>
        Send(HttpMethod.Put, path, body, null, ifMatch);

    public Task<JsonElement> Delete(string path, string? key = null) => Send(HttpMethod.Delete, path, null, key);

    /// <summary>Posts a form with a file.</summary>
    public Task<JsonElement> Upload(string path, DemoFile file) =>
        Read(Request(HttpMethod.Post, path, file.ToForm(), null));

    /// <summary>Posts what should be refused, and answers the refusal's code.</summary>
    public Task<string> Refused(string path, object body) =>
        Refusal(Request(HttpMethod.Post, path, JsonContent.Create(body, options: ApiJson.Options), null));

    /// <summary>Posts a form that should be refused, and answers the refusal's code.</summary>
    public Task<string> Refused(string path, DemoFile file) =>
        Refusal(Request(HttpMethod.Post, path, file.ToForm(), null));

    /// <summary>Gets what is not there for this caller, and answers the refusal's code.</summary>
    public async Task<string> NotShown(string path)
    {
        var (answer, text) = await Exchange(Request(HttpMethod.Get, path, null, null));
        return answer.StatusCode == HttpStatusCode.NotFound
            ? JsonDocument.Parse(text).RootElement.Text("code")
            : throw new DemoFailure($"GET {path} should answer 404 and answered {(int)answer.StatusCode}.");
    }

    /// <summary>Posts what may be refused: answers the refusal's code, or null when it was accepted.</summary>
    public async Task<string?> Try(string path)
    {
        var (answer, text) = await Exchange(Request(HttpMethod.Post, path, null, null));
        return answer.IsSuccessStatusCode ? null : JsonDocument.Parse(text).RootElement.Text("code");
    }

    /// <summary>Fills a page's form in and presses one of its buttons; answers the status.</summary>
    public async Task<int> Press(string page, string handler, params (string Name, string Value)[] fields)
    {
        var token = TokenOf(await http.GetStringAsync(page));
        var form = fields.Append(("__RequestVerificationToken", token));
        using var content = new FormUrlEncodedContent(form.Select(x => KeyValuePair.Create(x.Item1, x.Item2)));
        using var answer = await http.PostAsync($"{page}&handler={handler}", content);
        return (int)answer.StatusCode;
    }

    /// <summary>An issued document's bytes.</summary>
    public async Task<byte[]> Document(string id)
    {
        var file = await Download($"/api/v1/receipts/documents/{id}/file");
        DemoFailure.Unless(file.AsSpan(0, 5).SequenceEqual("%PDF-"u8), "A document should be a PDF.");
        return file;
    }

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

    // Whoever is signed in sends a fresh key with every change, as a careful client does.
    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, string? key)
    {
        var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = content };
        if (method != HttpMethod.Get && http.DefaultRequestHeaders.Authorization is not null)
        {
            request.Headers.Add("Idempotency-Key", $"\"{key ?? Ids.New().ToString()}\"");
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
            // Sending makes the address absolute.
            var path = request.RequestUri!.ToString()["/api/v1".Length..];
            var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            ETag = answer.Headers.ETag?.ToString();
            folder.Keep(request.Method.Method, path, (int)answer.StatusCode, text);
            return (answer, text);
        }
    }

    private void Use(string token) =>
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static string TokenOf(string html)
    {
        var main = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        return WebUtility.HtmlDecode(FormToken().Match(main).Groups[1].Value);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
