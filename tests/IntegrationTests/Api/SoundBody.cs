using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telehealth.Host.Cli.Story;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// A body nothing is wrong with, made of the example in the OpenAPI document: whoever sends it is refused for what it
/// may not do, not for how it says it.
/// </summary>
internal static class SoundBody
{
    /// <summary>What an example that says only "text" must say to be taken, by the field's name.</summary>
    private static readonly Dictionary<string, string> Words = new()
    {
        ["amount"] = "6500",
        ["category"] = "therapy",
        ["code"] = "123456",
        ["colour"] = "#0f766e",
        ["country"] = "GB",
        ["currency"] = "GBP",
        ["date"] = "2027-01-04",
        ["domains"] = "acme.example",
        ["email"] = "jo@acme.example",
        ["from"] = "09:00",
        ["languages"] = "en",
        ["mode"] = "video",
        ["modes"] = "video",
        ["to"] = "17:00",
        ["vatNumber"] = "GB123456789",
    };

    /// <summary>Numbers an example says only 1 for.</summary>
    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["bufferAfterMinutes"] = 5,
        ["bufferBeforeMinutes"] = 5,
        ["durationMinutes"] = 50,
        ["horizonDays"] = 60,
    };

    public static HttpContent? Of(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            return null;
        }

        var (type, media) = body.GetProperty("content")
            .EnumerateObject()
            .Select(x => (x.Name, JsonNode.Parse(x.Value.GetRawText())!))
            .First();
        var example = Filled(media["example"] ?? media["examples"]!.AsObject().First().Value!["value"]!, "");
        return type == "multipart/form-data"
            ? Form(example.AsObject())
            : new StringContent(example.ToJsonString(), Encoding.UTF8, type);
    }

    private static JsonNode Filled(JsonNode example, string name) =>
        example switch
        {
            JsonObject fields => new JsonObject(
                fields.Select(x => KeyValuePair.Create(x.Key, x.Value is { } value ? Filled(value, x.Key) : null))
            ),
            JsonArray items => new JsonArray([.. items.Select(x => Filled(x!, name))]),
            _ when example.ToString() == "text" && Words.TryGetValue(name, out var word) => JsonValue.Create(word),
            _ when example.ToString() == "1" && Numbers.TryGetValue(name, out var number) => JsonValue.Create(number),
            _ => example.DeepClone(),
        };

    private static MultipartFormDataContent Form(JsonObject fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (name == "file")
            {
                form.Add(new ByteArrayContent(DemoPaper.Pdf("")), name, "invoice.pdf");
            }
            else
            {
                form.Add(new StringContent(value!.ToString()), name);
            }
        }

        return form;
    }
}
