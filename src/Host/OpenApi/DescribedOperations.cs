using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.OpenApi;

/// <summary>
/// What every operation has without its slice saying so: who may call it, its headers, the common refusals.
/// </summary>
internal sealed class DescribedOperations : IOpenApiOperationTransformer
{
    public const string Scheme = "oauth2";
    public const string Scope = "api";

    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["200"] = "Done.",
        ["201"] = "Created.",
        ["202"] = "Taken; it goes on by itself.",
        ["204"] = "Done; there is nothing to say.",
        ["400"] = "The request cannot be read, or some fields need another look.",
        ["401"] = "No valid access token.",
        ["403"] = "This account may not do this.",
        ["404"] = "It does not exist, or not for this account.",
        ["409"] = "Its state does not allow it, or somebody was faster.",
        ["412"] = "It changed since the version named in If-Match.",
        ["413"] = "The body is larger than 1 MB.",
        ["422"] = "A rule refuses it; `code` says which.",
        ["428"] = "If-Match is missing.",
        ["429"] = "Too many requests; Retry-After says when to go on.",
        ["503"] = "Busy; try again after Retry-After.",
    };

    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var open = metadata.OfType<IAllowAnonymous>().Any();
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct);
        var reference = Component(context, problem);
        operation.Responses ??= [];
        string[] common = open ? ["400", "429"] : ["400", "401", "403", "429"];
        foreach (var status in context.Description.HttpMethod == "GET" ? common : [.. common, "503"])
        {
            operation.Responses.TryAdd(status, new OpenApiResponse());
        }

        foreach (var (status, response) in operation.Responses)
        {
            response.Description = Statuses.GetValueOrDefault(status, response.Description ?? "Answered.");
            if (status[0] is '4' or '5' && response is OpenApiResponse own)
            {
                own.Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = reference },
                };
            }
        }

        if (!open)
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [Scope],
                },
            ];
        }

        AddHeaders(operation, context, metadata);
        Describe(operation);
    }

    private static IOpenApiSchema Component(OpenApiOperationTransformerContext context, OpenApiSchema schema)
    {
        var document = context.Document!;
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas.TryAdd(nameof(ProblemDetails), schema);
        return new OpenApiSchemaReference(nameof(ProblemDetails), document);
    }

    private static void AddHeaders(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        IList<object> metadata
    )
    {
        operation.Parameters ??= [];
        if (metadata.OfType<IdempotentMetadata>().Any())
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Required = true,
                    Description =
                        "1 to 255 printable characters of your choice, new for each thing you want done. A repeat "
                        + "with the same key gets the first answer (with Idempotency-Replayed: true); kept for 7 days.",
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = 255,
                    },
                    Example = JsonValue.Create("8e03978e-40d5-43e8-bc93-6894a57f9324"),
                }
            );
        }

        if (context.Description.HttpMethod is "PUT" or "PATCH" && operation.Responses!.ContainsKey("428"))
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "The ETag you last read, so that nobody's change is overwritten unseen.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = JsonValue.Create("\"3\""),
                }
            );
        }
    }

    private static void Describe(OpenApiOperation operation)
    {
        var noun = operation.Tags?.FirstOrDefault()?.Name;
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
        {
            parameter.Description ??= Words.Parameter(parameter.Name!, noun);
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Description ??= "As JSON; members that are not named here are refused.";
        }
    }
}
