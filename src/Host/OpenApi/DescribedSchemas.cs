using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.OpenApi;

/// <summary>
/// Schemas as the wire shows them: ids, money and times as they are written, every property described.
/// </summary>
internal sealed class DescribedSchemas(XmlDocs docs) : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = (schema.Type ?? 0) & JsonSchemaType.Null;
        Shape(schema, type, nullable);
        schema.Description ??= docs.Of(type);
        if (context.JsonPropertyInfo is { } property)
        {
            var name = (property.AttributeProvider as System.Reflection.MemberInfo)?.Name ?? property.Name;
            if ((docs.Of(property.DeclaringType, name) ?? MemberWords.Of(property.Name)) is { } own)
            {
                schema.Description = own;
                // Where the member becomes a reference, its words stand beside the reference.
                schema.Metadata ??= new Dictionary<string, object>();
                schema.Metadata["x-ref-description"] = own;
            }
        }

        foreach (var member in context.JsonTypeInfo.Properties)
        {
            var clr = (member.AttributeProvider as System.Reflection.MemberInfo)?.Name ?? member.Name;
            if ((docs.Of(context.JsonTypeInfo.Type, clr) ?? MemberWords.Of(member.Name)) is { } words)
            {
                Describe(schema, member.Name, words);
            }
        }

        return Task.CompletedTask;
    }

    private static void Shape(OpenApiSchema schema, Type type, JsonSchemaType nullable)
    {
        if (type.IsAssignableTo(typeof(ITypedId)))
        {
            Text(schema, nullable, "uuid", "0192f0c1-2b7a-7cc3-9d1e-5b6f0a2c4e11");
        }
        else if (type == typeof(Instant))
        {
            Text(schema, nullable, "date-time", "2026-11-24T09:30:00Z");
        }
        else if (type == typeof(LocalDate))
        {
            Text(schema, nullable, "date", "2026-11-24");
        }
        else if (type == typeof(LocalTime))
        {
            Text(schema, nullable, "time", "09:30:00");
        }
        else if (type == typeof(Currency))
        {
            Text(schema, nullable, null, "GBP");
            schema.Description = "ISO 4217 code of a currency the platform deals in.";
            schema.Pattern = "^[A-Z]{3}$";
        }
        else if (type == typeof(Money))
        {
            MoneyShape(schema, nullable);
        }
        else if (type == typeof(ProblemDetails))
        {
            Problem(schema);
        }
    }

    private static void Text(OpenApiSchema schema, JsonSchemaType nullable, string? format, string example)
    {
        schema.Type = JsonSchemaType.String | nullable;
        schema.Format = format;
        schema.Properties = null;
        schema.Required = null;
        schema.Pattern = null;
        schema.Examples = [JsonValue.Create(example)];
    }

    private static void MoneyShape(OpenApiSchema schema, JsonSchemaType nullable)
    {
        schema.Type = JsonSchemaType.Object | nullable;
        schema.Description = "An exact amount in minor units of its currency.";
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
                Description = "Minor units by ISO 4217: pence for GBP, whole dong for VND.",
                Examples = [JsonValue.Create(6500)],
            },
            ["currency"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = "^[A-Z]{3}$",
                Description = "ISO 4217 code of a currency the platform deals in.",
                Examples = [JsonValue.Create("GBP")],
            },
        };
        schema.Required = new HashSet<string> { "amount", "currency" };
        schema.Examples = [new JsonObject { ["amount"] = 6500, ["currency"] = "GBP" }];
    }

    private static void Problem(OpenApiSchema schema)
    {
        schema.Description = "A refusal (RFC 9457). `code` is stable and listed in docs/errors.md.";
        // A refusal may carry more, such as the times still free.
        schema.AdditionalPropertiesAllowed = true;
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
        Describe(schema, "type", "What kind of problem, as an address; about:blank when the status says it all.");
        Describe(schema, "title", "The kind of problem in a few words.");
        Describe(schema, "status", "The HTTP status.");
        Describe(schema, "detail", "What happened and what to do next, for a person to read.");
        Describe(schema, "instance", "The path that was asked for.");
        Describe(schema, "code", "Stable name of the refusal, such as wallet.insufficient-funds.");
        Describe(schema, "traceId", "Quote it when reporting a problem.");
        Describe(schema, "errors", "Messages by field, when fields need another look.");
        schema.Examples =
        [
            new JsonObject
            {
                ["type"] = "about:blank",
                ["title"] = "Not possible",
                ["status"] = 422,
                ["detail"] = "The wallet holds less than the price. Top it up first.",
                ["code"] = "wallet.insufficient-funds",
            },
        ];
    }

    /// <summary>A reference cannot carry words of its own in every reader; 3.1 allows them beside it.</summary>
    private static void Describe(OpenApiSchema schema, string property, string words)
    {
        switch (schema.Properties?.TryGetValue(property, out var found) == true ? found : null)
        {
            case OpenApiSchema inline:
                inline.Description = words;
                break;
            case OpenApiSchemaReference reference:
                reference.Description = words;
                break;
        }
    }
}
