using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// Walks the OpenAPI document and sends every operation what nobody should: missing, wrong-typed, oversized, negative
/// and foreign-id bodies. Every answer is a clean refusal or a success; never a 500.
/// </summary>
public sealed partial class OpenApiFuzz
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "9223372036854775807",
        "1e400",
        "0.5",
        "\"\"",
        "\"\\u0000\"",
        "\"\\uD800\"",
        "[]",
        "{}",
        "[[[[]]]]",
        "\"2026-02-30T25:61:00Z\"",
        "\"=HYPERLINK(1)\"",
        "\"Þórunn Łucja Nguyễn\"",
        "{\"amount\":-5,\"currency\":\"GBP\"}",
        "{\"amount\":5,\"currency\":\"XXX\"}",
    ];

    private static readonly string[] Queries =
    [
        "limit=-1",
        "limit=abc",
        "after=%00",
        "after=zzzz",
        "from=x&to=y",
        "zone=Mars",
    ];

    [Fact]
    public async Task No_body_of_any_operation_is_answered_with_a_500()
    {
        await using var app = await TelehealthApp.Start();
        var people = new List<HttpClient>
        {
            (await app.ListedProvider()).Api,
            (await app.FundedClient()).Api,
            await app.Client(await app.Staff([.. Roles.Staff])),
            app.Http,
        };
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        var root = document.RootElement;
        var failures = new List<string>();
        var sent = 0;
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            foreach (
                var operation in path.Value.EnumerateObject().Where(x => x.Name is "get" or "post" or "put" or "delete")
            )
            {
                foreach (var (url, body) in Cases(root, path.Name, operation.Value))
                {
                    var api = people[sent++ % people.Count];
                    var status = await Send(api, operation.Name, url, body);
                    if ((int)status >= 500)
                    {
                        failures.Add($"{operation.Name} {url} {body?[..Math.Min(body.Length, 120)]}: {(int)status}");
                    }
                }
            }
        }

        sent.ShouldBeGreaterThan(500);
        failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused_and_changes_nothing()
    {
        await using var app = await TelehealthApp.Start();
        var client = await app.FundedClient(0);
        var body = new StringContent($"{{\"x\":\"{new string('a', 10_000_000)}\"}}", Encoding.UTF8, "application/json");
        HttpStatusCode? status = null;
        try
        {
            var answer = await client.Api.PostAsync("/api/v1/wallet/top-ups", body);
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The host stopped reading: as clean a refusal as an early 413.
        }

        status.ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest, null);
        (await app.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> Send(HttpClient api, string method, string url, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), url);
        request.Headers.Add("Idempotency-Key", TelehealthApp.NewKey());
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await api.SendAsync(request);
        return answer.StatusCode;
    }

    private static IEnumerable<(string Url, string? Body)> Cases(JsonElement root, string path, JsonElement operation)
    {
        foreach (var id in (string[])["not-an-id", Ids.New().ToString(), "%00", new string('9', 400)])
        {
            yield return (Filled(path, id), null);
        }

        foreach (var query in Queries)
        {
            yield return ($"{Filled(path, Ids.New().ToString())}?{query}", null);
        }

        if (Schema(root, operation) is not { } schema)
        {
            yield break;
        }

        var url = Filled(path, Ids.New().ToString());
        foreach (var whole in Values.Append("{").Append("").Append($"\"{new string('x', 200_000)}\""))
        {
            yield return (url, whole);
        }

        foreach (var body in Bodies(root, schema))
        {
            yield return (url, body);
        }
    }

    // A plausible body, then the same with each member missing, oversized or of another type.
    private static IEnumerable<string> Bodies(JsonElement root, JsonElement schema)
    {
        var plausible = (Plausible(root, schema, 0) as JsonObject) ?? [];
        yield return plausible.ToJsonString();
        foreach (var name in plausible.Select(x => x.Key).ToList())
        {
            var without = (JsonObject)plausible.DeepClone();
            without.Remove(name);
            yield return without.ToJsonString();
            foreach (var value in Values.Append($"\"{new string('y', 50_000)}\""))
            {
                var text = new StringBuilder("{");
                foreach (var (key, node) in plausible)
                {
                    text.Append(text.Length > 1 ? "," : "").Append(JsonSerializer.Serialize(key)).Append(':');
                    text.Append(key == name ? value : node?.ToJsonString() ?? "null");
                }

                yield return text.Append('}').ToString();
            }
        }
    }

    private static JsonNode? Plausible(JsonElement root, JsonElement schema, int depth)
    {
        schema = Resolve(root, schema);
        if (depth > 5)
        {
            return null;
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return JsonNode.Parse(values[0].GetRawText());
        }

        if (schema.TryGetProperty("properties", out var members))
        {
            var made = new JsonObject();
            foreach (var member in members.EnumerateObject())
            {
                made[member.Name] = Plausible(root, member.Value, depth + 1);
            }

            return made;
        }

        return Type(schema) switch
        {
            "array" when schema.TryGetProperty("items", out var items) => new JsonArray(
                Plausible(root, items, depth + 1)
            ),
            "integer" or "number" => 50,
            "boolean" => true,
            "object" => new JsonObject(),
            _ => Format(schema) switch
            {
                "uuid" => Ids.New().ToString(),
                "date-time" => "2027-01-15T10:00:00Z",
                _ => "text",
            },
        };
    }

    private static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        foreach (var union in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(union, out var options))
            {
                var chosen = options.EnumerateArray().FirstOrDefault(x => Type(x) != "null");
                return chosen.ValueKind == JsonValueKind.Undefined ? schema : Resolve(root, chosen);
            }
        }

        return schema.TryGetProperty("$ref", out var reference)
            ? Resolve(root, root.GetProperty("components").GetProperty("schemas").GetProperty(Name(reference)))
            : schema;
    }

    private static JsonElement? Schema(JsonElement root, JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.TryGetProperty("content", out var contents)
        && contents.TryGetProperty("application/json", out var content)
        && content.TryGetProperty("schema", out var schema)
            ? Resolve(root, schema)
            : null;

    private static string Name(JsonElement reference) => reference.GetString()!.Split('/')[^1];

    private static string? Format(JsonElement schema) =>
        schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private static string? Type(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.String ? type.GetString()
        : type.EnumerateArray().Select(x => x.GetString()).FirstOrDefault(x => x != "null");

    private static string Filled(string path, string id) =>
        System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", id);
}
