using System.Text;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// The same for all that is around a body: queries, headers, forms, charsets and depths nobody should send.
/// </summary>
public sealed partial class OpenApiFuzz
{
    private const int TooDeep = 20_000;
    private static readonly string[] QueryValues =
    [
        "",
        "%00",
        "-1",
        "99999999999999999999",
        "1e400",
        "NaN",
        "%F0%9F%92%A9",
        "%FF%FE",
        "' OR 1=1 --",
        "..%2F..%2Fetc%2Fpasswd",
        "2026-02-30",
        new string('9', 3_000),
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Idempotency-Key", " "),
        ("Idempotency-Key", new string('k', 5_000)),
        ("Idempotency-Key", "a\tb, c"),
        ("If-Match", "*"),
        ("If-Match", "W/\"1\", \"2\""),
        ("If-Match", "\"99999999999999999999999\""),
        ("If-Match", "nonsense"),
        ("Accept", "image/png"),
        ("Accept", ";;;"),
        ("Accept-Language", "xx-!;q=9"),
        ("Authorization", "Bearer e30.e30.e30"),
        ("Authorization", "Basic %%%"),
        ("Range", "bytes=9-1"),
        ("Expect", "nothing"),
    ];

    [Fact]
    public async Task No_query_header_form_or_charset_of_any_operation_is_answered_with_a_500()
    {
        await using var app = await TelehealthApp.Start();
        var people = new List<HttpClient>
        {
            (await app.ListedProvider()).Api,
            (await app.FundedClient()).Api,
            await app.Client(await app.Staff([.. Roles.Staff])),
        };
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        var (failures, sent) = (new List<string>(), 0);
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (
                var operation in path.Value.EnumerateObject().Where(x => x.Name is "get" or "post" or "put" or "delete")
            )
            {
                foreach (var (what, request) in Envelopes(path.Name, operation))
                {
                    using var answer = await people[sent++ % people.Count].SendAsync(request);
                    if ((int)answer.StatusCode >= 500)
                    {
                        failures.Add($"{operation.Name} {path.Name}, {what}: {(int)answer.StatusCode}");
                    }
                }
            }
        }

        sent.ShouldBeGreaterThan(2_000);
        failures.ShouldBeEmpty();
    }

    private static IEnumerable<(string What, HttpRequestMessage Request)> Envelopes(string path, JsonProperty operation)
    {
        var method = new HttpMethod(operation.Name.ToUpperInvariant());
        var url = Filled(path, Ids.New().ToString());
        HttpRequestMessage Request(HttpContent? content = null, string query = "") =>
            new(method, url + query) { Content = content };

        foreach (var name in QueryNames(operation.Value))
        {
            foreach (var value in QueryValues)
            {
                yield return ($"{name}={value[..Math.Min(value.Length, 30)]}", Request(query: $"?{name}={value}"));
            }

            yield return ($"{name} twice", Request(query: $"?{name}=1&{name}=2"));
        }

        foreach (var (name, value) in Headers)
        {
            var request = Request(operation.Value.TryGetProperty("requestBody", out _) ? Text("{}") : null);
            request.Headers.TryAddWithoutValidation(name, value);
            yield return ($"{name}: {value[..Math.Min(value.Length, 30)]}", request);
        }

        if (operation.Value.TryGetProperty("requestBody", out var body))
        {
            foreach (var (what, content) in Contents(body))
            {
                var request = Request(content);
                request.Headers.Add("Idempotency-Key", TelehealthApp.NewKey());
                yield return (what, request);
            }
        }
    }

    private static IEnumerable<(string What, HttpContent Content)> Contents(JsonElement body)
    {
        yield return ("deep arrays", Text(new string('[', TooDeep) + new string(']', TooDeep)));
        yield return ("deep objects", Text(string.Concat(Enumerable.Repeat("{\"a\":", TooDeep))));
        yield return ("no charset of that name", Text("{}", "application/json; charset=klingon"));
        yield return ("another charset", Text("{\"x\":\"\u0141\"}", "application/json; charset=utf-16"));
        yield return ("bad UTF-8", Bytes([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D], "application/json"));
        yield return ("a mark of byte order", Bytes([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "application/json"));
        yield return ("no media type", Bytes([0x7B, 0x7D], null));
        yield return ("no media type's form", Text("{}", "nonsense/;;="));
        yield return ("XML", Text("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", "text/xml"));
        yield return ("a web form", Text("a=%00&a=%FF&=&b[]=1", "application/x-www-form-urlencoded"));
        yield return (
            "a form without an end",
            Text("--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x")
        );
        yield return ("a form without a boundary", Text("{}", "multipart/form-data"));
        yield return ("a form of nothing", new MultipartFormDataContent());
        yield return ("a form of text for files", Form(body, x => Text($"not a {x}", "text/plain")));
        yield return ("a form of bytes for texts", Form(body, _ => Bytes([0x00, 0xFF, 0x25, 0x50], "application/pdf")));
        yield return ("a form of long texts", Form(body, _ => Text(new string('z', 100_000), "text/plain")));
    }

    // Every part the document names, each once as a file and once as a text.
    private static MultipartFormDataContent Form(JsonElement body, Func<string, HttpContent> part)
    {
        var form = new MultipartFormDataContent();
        string[] names = ["file", "number", "date", "amount", "currency"];
        foreach (var name in names.Concat(PartNames(body)).Distinct())
        {
            form.Add(part(name), name);
            form.Add(part(name), name, "../../evil%00.pdf");
        }

        return form;
    }

    private static IEnumerable<string> PartNames(JsonElement body) =>
        body.TryGetProperty("content", out var contents)
        && contents.TryGetProperty("multipart/form-data", out var content)
        && content.TryGetProperty("schema", out var schema)
        && schema.TryGetProperty("properties", out var parts)
            ? parts.EnumerateObject().Select(x => x.Name)
            : [];

    private static IEnumerable<string> QueryNames(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters
                .EnumerateArray()
                .Where(x => x.TryGetProperty("in", out var at) && at.GetString() == "query")
                .Select(x => x.GetProperty("name").GetString()!)
            : [];

    private static ByteArrayContent Text(string text, string type = "application/json") =>
        Bytes(Encoding.UTF8.GetBytes(text), type);

    private static ByteArrayContent Bytes(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }
}
