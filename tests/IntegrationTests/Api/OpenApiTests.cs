using System.Text.Json;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// The OpenAPI document says everything a stranger needs: no operation, parameter or member without words.
/// </summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_operation_parameter_answer_and_member_is_described()
    {
        await using var app = await TelehealthApp.Start();
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        var root = document.RootElement;

        root.GetProperty("openapi").GetString()!.ShouldStartWith("3.1");
        var silent = OperationsOf(root).SelectMany(Silent).Concat(SilentSchemas(root)).Distinct().Order().ToList();

        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Operation_ids_are_unique_and_every_tag_says_what_it_holds()
    {
        await using var app = await TelehealthApp.Start();
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));

        var ids = OperationsOf(document.RootElement).Select(x => Text(x.Details, "operationId")).ToList();
        ids.ShouldNotBeEmpty();
        ids.ShouldBeUnique();
        foreach (var tag in document.RootElement.GetProperty("tags").EnumerateArray())
        {
            Text(tag, "description").ShouldNotBeNullOrEmpty($"tag {Text(tag, "name")} (OpenApi/Words.cs)");
        }
    }

    [Fact]
    public async Task The_reference_page_shows_every_operation_within_the_strict_policy()
    {
        await using var app = await TelehealthApp.Start();
        using var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        var answer = await app.Http.GetAsync("/docs");
        var page = await answer.Content.ReadAsStringAsync();

        foreach (var (name, details) in OperationsOf(document.RootElement))
        {
            page.ShouldContain($"id=\"{Text(details, "operationId")}\"", customMessage: name);
        }

        page.ShouldNotContain("<style");
        page.ShouldNotContain(" style=");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
    }

    internal static IEnumerable<(string Name, JsonElement Details)> OperationsOf(JsonElement root) =>
        from path in root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "post" or "put" or "patch" or "delete"
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    private static IEnumerable<string> Silent((string Name, JsonElement Details) operation)
    {
        var (name, details) = operation;
        if (Text(details, "operationId") is not { Length: > 0 })
        {
            yield return $"{name}: operationId (WithName)";
        }

        if (Text(details, "summary") is not { Length: > 0 })
        {
            yield return $"{name}: summary (WithSummary)";
        }

        if (!details.TryGetProperty("tags", out var tags) || tags.GetArrayLength() == 0)
        {
            yield return $"{name}: tags (WithTags)";
        }

        foreach (
            var parameter in Items(details, "parameters").Where(x => Text(x, "description") is not { Length: > 0 })
        )
        {
            yield return $"{name}: parameter {Text(parameter, "name")} (OpenApi/Words.cs)";
        }

        var responses = details.GetProperty("responses").EnumerateObject().ToList();
        if (!responses.Any(x => x.Name[0] == '2' || x.Name[0] == '3'))
        {
            yield return $"{name}: what it answers on success (Answers)";
        }

        foreach (var response in responses.Where(x => Text(x.Value, "description") is not { Length: > 0 }))
        {
            yield return $"{name}: answer {response.Name}";
        }
    }

    private static IEnumerable<string> SilentSchemas(JsonElement root)
    {
        foreach (var schema in root.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (!schema.Value.TryGetProperty("properties", out var properties))
            {
                continue;
            }

            foreach (var property in properties.EnumerateObject())
            {
                if (Text(property.Value, "description") is not { Length: > 0 })
                {
                    yield return $"schema {schema.Name}.{property.Name}: <param> or <summary>";
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;
}
