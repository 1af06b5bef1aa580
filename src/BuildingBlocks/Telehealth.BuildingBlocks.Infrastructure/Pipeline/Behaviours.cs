using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using FluentValidation;
using MediatR;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Module = Telehealth.BuildingBlocks.Infrastructure.Modules.Module;

namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>One span and one duration per message, by its name and outcome; no personal data.</summary>
internal sealed class TelemetryBehaviour<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResultFactory<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Telemetry.Source.StartActivity(typeof(TRequest).Name);
        var from = Stopwatch.GetTimestamp();
        var outcome = "exception";
        try
        {
            var response = await next();
            outcome = response.Error?.Code ?? "ok";
            return response;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            Telemetry.Durations.Record(
                Stopwatch.GetElapsedTime(from).TotalMilliseconds,
                new KeyValuePair<string, object?>("message", typeof(TRequest).Name),
                new KeyValuePair<string, object?>("outcome", outcome)
            );
        }
    }
}

/// <summary>The names telemetry is published under.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string Name = "Telehealth";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "telehealth.message.duration",
        "ms",
        "Time from sending a command or query to its answer."
    );
}

/// <summary>
/// Who may send it: internal requests from inside only, anonymous ones by all, the rest by permission.
/// </summary>
internal sealed class AuthorisationBehaviour<TRequest, TResponse>(CommandContext context, PermissionCatalog permissions)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResultFactory<TResponse>
{
    private static readonly bool Internal = typeof(TRequest).IsDefined(typeof(InternalRequestAttribute));

    private static readonly bool Open = typeof(TRequest).IsDefined(typeof(AnonymousAttribute));

    private static readonly string? Permission = typeof(TRequest).GetCustomAttribute<NeedsAttribute>()?.Permission;

    public Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var refusal = Refusal();
        return refusal is null ? next() : Task.FromResult(TResponse.Refusal(refusal));
    }

    private Error? Refusal()
    {
        var actor = context.Actor;
        if (actor.Kind == ActorKind.System || (Internal && context.FromInside) || Open)
        {
            return null;
        }

        if (Internal)
        {
            return Error.Forbidden("forbidden", "Only the platform itself may do this.");
        }

        if (actor.Kind == ActorKind.Anonymous)
        {
            return new Error("unauthenticated", ErrorKind.Unauthenticated, "Please sign in first.");
        }

        return Permission is null || permissions.Grants(actor, Permission)
            ? null
            : Error.Forbidden("forbidden", "You are not allowed to do this.");
    }
}

/// <summary>Which roles hold which permission, over all modules.</summary>
/// <param name="modules">The composed modules.</param>
public sealed class PermissionCatalog(IEnumerable<Module> modules)
{
    private readonly Dictionary<string, HashSet<string>> roles = modules
        .SelectMany(x => x.Permissions)
        .Append(new Permission("operations.messages.read", Roles.Operations, Roles.PlatformAdmin))
        .Append(new Permission("operations.messages.replay", Roles.Operations))
        .Append(new Permission("operations.messages.discard", Roles.Operations))
        .GroupBy(x => x.Name, StringComparer.Ordinal)
        .ToDictionary(x => x.Key, x => x.SelectMany(y => y.Roles).ToHashSet(StringComparer.Ordinal));

    /// <summary>Every permission's name.</summary>
    public IReadOnlyCollection<string> Names => roles.Keys;

    /// <summary>True when one of the actor's roles holds the permission.</summary>
    public bool Grants(Actor actor, string permission) =>
        roles.TryGetValue(permission, out var holders) && holders.Overlaps(actor.Roles);
}

/// <summary>Refuses a message whose own shape is wrong, with the messages beside their fields.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResultFactory<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, ct);
            if (!outcome.IsValid)
            {
                var fields = outcome
                    .Errors.GroupBy(x => CamelCase(x.PropertyName), StringComparer.Ordinal)
                    .ToDictionary(x => x.Key, x => x.Select(y => y.ErrorMessage).Distinct().ToArray());
                return TResponse.Refusal(
                    new Error("validation", ErrorKind.Validation, "Some fields need another look.") { Fields = fields }
                );
            }
        }

        return await next();
    }

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(x => x.Length == 0 ? x : char.ToLowerInvariant(x[0]) + x[1..]));
}
