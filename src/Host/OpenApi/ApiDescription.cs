using Microsoft.OpenApi;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.OpenApi;

/// <summary>The OpenAPI 3.1 document at /openapi/v1.json and the reference page at /docs made of it.</summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddSingleton<XmlDocs>();
        services.AddOpenApi(
            Document,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = api =>
                    api.RelativePath?.StartsWith("api/", StringComparison.OrdinalIgnoreCase) == true;
                options.AddSchemaTransformer<DescribedSchemas>();
                options.AddOperationTransformer<DescribedOperations>();
                options.AddDocumentTransformer(Introduce);
            }
        );
    }

    public static void MapApiDescription(this WebApplication app) =>
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().DisableHttpMetrics();

    private static Task Introduce(
        OpenApiDocument document,
        Microsoft.AspNetCore.OpenApi.OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        var origin = context.ApplicationServices.GetRequiredService<PublicOrigin>();
        document.Info = new OpenApiInfo
        {
            Title = "Telehealth",
            Version = "1",
            Description =
                "Find a provider, book, meet, pay. Times are ISO 8601 in UTC, money is in minor units "
                + "(`{\"amount\": 6500, \"currency\": \"GBP\"}` is £65.00), ids are UUIDs. "
                + "A command that moves money, "
                + "credits or slots takes an `Idempotency-Key`: repeat the call with the same key and you get the same "
                + "answer, and nothing moves twice. Refusals are problem documents (RFC 9457) with a stable `code`. "
                + "What belongs to somebody else answers 404.",
        };
        document.Servers = [new OpenApiServer { Url = origin.Base.GetLeftPart(UriPartial.Authority) }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[DescribedOperations.Scheme] = SignIn(origin);
        Describe(document);
        Finish(document);
        return Task.CompletedTask;
    }

    /// <summary>What needs the whole document: words beside an optional reference, examples of bodies, order.</summary>
    private static void Finish(OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            foreach (var member in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
            {
                member.Description ??= member.OneOf?.FirstOrDefault(x => x.Description is not null)?.Description;
            }
        }

        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.ToList() ?? []))
        {
            foreach (var body in operation.RequestBody?.Content?.Values.Where(x => x.Schema is not null) ?? [])
            {
                body.Example ??= Reference.Sample(body.Schema!, 0);
            }

            var ordered = operation.Responses!.OrderBy(x => x.Key, StringComparer.Ordinal).ToList();
            operation.Responses!.Clear();
            ordered.ForEach(x => operation.Responses.Add(x.Key, x.Value));
        }
    }

    private static OpenApiSecurityScheme SignIn(PublicOrigin origin)
    {
        var scopes = new Dictionary<string, string>
        {
            ["openid"] = "Who signed in",
            ["profile"] = "How the person wants to be called",
            ["email"] = "The person's email address",
            ["offline_access"] = "Stay signed in by refresh tokens",
            [DescribedOperations.Scope] = "Use this API",
        };
        return new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description =
                "OpenID Connect. People: authorization code with PKCE (S256). Partners' systems: client credentials.",
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = origin.At("/connect/authorize"),
                    TokenUrl = origin.At("/connect/token"),
                    RefreshUrl = origin.At("/connect/token"),
                    Scopes = scopes,
                },
                ClientCredentials = new OpenApiOAuthFlow
                {
                    TokenUrl = origin.At("/connect/token"),
                    Scopes = new Dictionary<string, string>
                    {
                        [DescribedOperations.Scope] = scopes[DescribedOperations.Scope],
                    },
                },
            },
        };
    }

    private static void Describe(OpenApiDocument document)
    {
        var used = document
            .Paths.Values.SelectMany(path => path.Operations?.Values.ToList() ?? [])
            .SelectMany(operation => operation.Tags?.ToList() ?? []);
        document.Tags = used.Select(x => x.Name!)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name, Description = Words.Tag(name) })
            .ToHashSet();
    }
}
