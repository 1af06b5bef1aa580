using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Telehealth.Host.OpenApi;

/// <summary>The OpenAPI document arranged for reading: operations by tag, members of bodies, examples.</summary>
internal sealed class Reference(OpenApiDocument document)
{
    private const int Deepest = 4;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One operation.</summary>
    public sealed record Operation(string Method, string Path, OpenApiOperation Details)
    {
        /// <summary>Where the page links to it.</summary>
        public string Anchor => Details.OperationId ?? $"{Method}{Path}";
    }

    /// <summary>One member of a body.</summary>
    public sealed record Member(string Name, string Type, bool Required, string? Words);

    public static async Task<Reference> Read(IServiceProvider services, CancellationToken ct) =>
        new(
            await services
                .GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDescription.Document)
                .GetOpenApiDocumentAsync(ct)
        );

    public OpenApiInfo Info => document.Info;

    public IEnumerable<(OpenApiTag Tag, IReadOnlyList<Operation> Operations)> Groups =>
        (document.Tags ?? new HashSet<OpenApiTag>()).Select(tag =>
            (
                tag,
                (IReadOnlyList<Operation>)
                    [
                        .. document
                            .Paths.SelectMany(path =>
                                (path.Value.Operations ?? []).Select(x => new Operation(
                                    x.Key.Method,
                                    path.Key,
                                    x.Value
                                ))
                            )
                            .Where(x => x.Details.Tags?.Any(y => y.Name == tag.Name) == true),
                    ]
            )
        );

    /// <summary>The schema of a body, if there is one.</summary>
    public static IOpenApiSchema? Body(IDictionary<string, OpenApiMediaType>? content) =>
        content?.Values.FirstOrDefault()?.Schema;

    public static IEnumerable<Member> Members(IOpenApiSchema schema)
    {
        var shown = schema.Type?.HasFlag(JsonSchemaType.Array) == true && schema.Items is { } item ? item : schema;
        return (shown.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(x => new Member(
            x.Key,
            TypeOf(x.Value),
            shown.Required?.Contains(x.Key) == true,
            x.Value.Description
        ));
    }

    public static string TypeOf(IOpenApiSchema? schema)
    {
        if (schema is null)
        {
            return "anything";
        }

        if (schema.OneOf?.FirstOrDefault(x => x.Type != JsonSchemaType.Null) is { } one)
        {
            return $"{TypeOf(one)}?";
        }

        var name = schema is OpenApiSchemaReference reference ? reference.Reference.Id : null;
        var type = schema.Type ?? 0;
        var nullable = type.HasFlag(JsonSchemaType.Null) ? "?" : "";
        return type.HasFlag(JsonSchemaType.Array) ? $"{TypeOf(schema.Items)}[]{nullable}"
            : schema.Enum is { Count: > 0 } values
                ? string.Join(" | ", values.Select(x => x?.ToString()).OfType<string>())
            : type.HasFlag(JsonSchemaType.String) ? (schema.Format ?? "text") + nullable
            : (name ?? (type & ~JsonSchemaType.Null).ToString().ToLowerInvariant()) + nullable;
    }

    /// <summary>An example body: what the schema gives, else one built of its members.</summary>
    public static string? Example(IOpenApiSchema? schema) =>
        schema is null ? null : Sample(schema, 0)?.ToJsonString(Indented);

    /// <summary>A value that fits the schema.</summary>
    public static JsonNode? Sample(IOpenApiSchema schema, int depth)
    {
        if (schema.Examples is [{ } example, ..])
        {
            return example.DeepClone();
        }

        if (schema.OneOf?.FirstOrDefault(x => x.Type != JsonSchemaType.Null) is { } one)
        {
            return Sample(one, depth);
        }

        if (schema.Enum is [{ } first, ..])
        {
            return first.DeepClone();
        }

        var type = (schema.Type ?? JsonSchemaType.Object) & ~JsonSchemaType.Null;
        return depth > Deepest ? null
            : type.HasFlag(JsonSchemaType.Array)
                ? new JsonArray(schema.Items is null ? [] : [Sample(schema.Items, depth + 1)])
            : type.HasFlag(JsonSchemaType.Object)
                ? new JsonObject(
                    (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(x =>
                        KeyValuePair.Create(x.Key, Sample(x.Value, depth + 1))
                    )
                )
            : type.HasFlag(JsonSchemaType.Boolean) ? JsonValue.Create(true)
            : type.HasFlag(JsonSchemaType.Integer)
                ? JsonValue.Create(Math.Max(1, long.TryParse(schema.Minimum, out var least) ? least : 1))
            : type.HasFlag(JsonSchemaType.Number) ? JsonValue.Create(1.5)
            : schema.Format switch
            {
                "uuid" => JsonValue.Create("0192f0c1-2b7a-7cc3-9d1e-5b6f0a2c4e11"),
                "date-time" => JsonValue.Create("2026-11-24T09:30:00Z"),
                "date" => JsonValue.Create("2026-11-24"),
                "email" => JsonValue.Create("anna@example.org"),
                _ => JsonValue.Create("text"),
            };
    }
}
