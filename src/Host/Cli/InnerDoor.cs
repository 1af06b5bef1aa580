using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Actor = Telehealth.BuildingBlocks.Actor;
using ActorKind = Telehealth.BuildingBlocks.ActorKind;

namespace Telehealth.Host.Cli;

/// <summary>
/// Calls the API's own operations in this process, as somebody, without network and token: binding, validation,
/// permissions and the whole pipeline are those of every other caller.
/// </summary>
internal sealed class InnerDoor(IServiceProvider services)
{
    private readonly Dictionary<string, RouteEndpoint> operations = services
        .GetRequiredService<EndpointDataSource>()
        .Endpoints.OfType<RouteEndpoint>()
        .Where(x => x.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
        .ToDictionary(x => x.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, StringComparer.Ordinal);

    /// <summary>An answer: its status, its body and its version.</summary>
    public sealed record Answer(int Status, JsonElement Body, string? ETag);

    /// <summary>What a call takes besides its operation and who calls.</summary>
    public sealed record Parts(
        object? Body = null,
        string? Key = null,
        string? IfMatch = null,
        string? Query = null,
        params (string Name, string Value)[] Route
    );

    /// <summary>Calls, and throws when it is refused.</summary>
    public async Task<Answer> Do(string operation, Actor actor, Parts parts, CancellationToken ct)
    {
        var answer = await Try(operation, actor, parts, ct);
        return answer.Status < 400
            ? answer
            : throw new InvalidOperationException($"{operation} was refused with {answer.Status}: {answer.Body}");
    }

    /// <summary>Calls, and answers whatever is answered.</summary>
    public async Task<Answer> Try(string operation, Actor actor, Parts parts, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var endpoint = operations[operation];
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        http.User = UserOf(actor);
        http.SetEndpoint(endpoint);
        http.Request.Method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];
        http.Request.Path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        http.Request.QueryString = new QueryString(parts.Query is null ? "" : $"?{parts.Query}");
        foreach (var (name, value) in parts.Route)
        {
            http.Request.RouteValues[name] = value;
        }

        if (parts.Body is not null)
        {
            http.Features.Set<IHttpRequestBodyDetectionFeature>(new WithBody());
            http.Request.ContentType = "application/json";
            http.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(parts.Body, ApiJson.Options));
            http.Request.ContentLength = http.Request.Body.Length;
        }

        SetHeaders(http.Request.Headers, parts);
        using var body = new MemoryStream();
        http.Response.Body = body;
        var accessor = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = http;
        try
        {
            await endpoint.RequestDelegate!(http);
        }
        finally
        {
            accessor.HttpContext = null;
        }

        var json = body.Length == 0 ? default : JsonDocument.Parse(body.ToArray()).RootElement;
        return new Answer(http.Response.StatusCode, json, http.Response.Headers.ETag);
    }

    private static ClaimsPrincipal UserOf(Actor actor)
    {
        var name = actor.Kind == ActorKind.Partner ? "client_id" : "sub";
        var roles = actor.Roles.Select(role => new Claim("role", role));
        return new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(name, actor.Id), .. roles], "inner door", name, "role")
        );
    }

    private static void SetHeaders(IHeaderDictionary headers, Parts parts)
    {
        if (parts.Key is not null)
        {
            headers["Idempotency-Key"] = parts.Key;
        }

        if (parts.IfMatch is not null)
        {
            headers.IfMatch = parts.IfMatch;
        }
    }

    private sealed class WithBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
