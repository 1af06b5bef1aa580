using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;

namespace Telehealth.Testing;

/// <summary>Calls of the API as a REST consumer makes them.</summary>
public sealed partial class TelehealthApp
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>A key nobody used yet.</summary>
    public static string NewKey() => Ids.New().ToString();

    /// <summary>Sends a body under an idempotency key; the raw answer.</summary>
    public static Task<HttpResponseMessage> Send(
        HttpClient api,
        HttpMethod method,
        string path,
        object? body = null,
        string? key = null,
        string? ifMatch = null
    )
    {
        var request = new HttpRequestMessage(method, "/api/v1/" + path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, options: Web);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return api.SendAsync(request);
    }

    /// <summary>Posts under a fresh key and expects success.</summary>
    public static async Task<JsonElement> Post(HttpClient api, string path, object body) =>
        await Read(await Send(api, HttpMethod.Post, path, body, NewKey()));

    /// <summary>Gets and expects success.</summary>
    public static async Task<JsonElement> Get(HttpClient api, string path) =>
        await Read(await Send(api, HttpMethod.Get, path));

    /// <summary>Puts over whatever is there now and expects success.</summary>
    public static async Task<JsonElement> Put(HttpClient api, string path, object body)
    {
        var answer = await Send(api, HttpMethod.Put, path, body, ifMatch: await CurrentTag(api, path));
        return await Read(answer);
    }

    /// <summary>The body of a successful answer; a refusal fails the test with its text.</summary>
    public static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement
            : throw new InvalidOperationException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}"
            );
    }

    /// <summary>Status, and code where one is wanted, of an answer.</summary>
    public static async Task Expect(HttpResponseMessage answer, HttpStatusCode status, string? code = null)
    {
        var said = answer.IsSuccessStatusCode || code is null ? null : await Code(answer);
        if (answer.StatusCode != status || said != code)
        {
            var text = await answer.Content.ReadAsStringAsync();
            throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri}: {status} {code} wanted; {text}");
        }
    }

    /// <summary>The stable code of a refusal.</summary>
    public static async Task<string?> Code(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return problem.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    // The calendar's parts are edited under the calendar's own tag.
    private static async Task<string?> CurrentTag(HttpClient api, string path)
    {
        var readable = path.EndsWith("/calendar/weekly", StringComparison.Ordinal) ? path[..^"/weekly".Length] : path;
        var current = await Send(api, HttpMethod.Get, readable);
        return current.Headers.ETag?.Tag;
    }
}
