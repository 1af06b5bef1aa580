using System.Reflection;
using System.Text.Json;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Module = Telehealth.BuildingBlocks.Infrastructure.Modules.Module;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>Every event by its fixed name on the wire, from the Contracts the composed modules know.</summary>
public sealed class EventCatalog
{
    private readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);

    /// <summary>A catalog of these events; refuses one without a name and two of the same name.</summary>
    public EventCatalog(IEnumerable<Type> events)
    {
        foreach (var type in events.Distinct())
        {
            var name = WireNames.Of(type);
            if (!types.TryAdd(name, type))
            {
                throw new InvalidOperationException(
                    $"{type.FullName} and {types[name].FullName} are both called {name} on the wire."
                );
            }
        }

        Names = [.. types.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Every name, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Every event's type, in the order of the names.</summary>
    public IEnumerable<Type> Types => Names.Select(x => types[x]);

    /// <summary>The events of the Contracts that the modules are or refer to.</summary>
    public static EventCatalog Of(IEnumerable<Module> modules) =>
        new(
            modules
                .SelectMany(x => x.GetType().Assembly.GetReferencedAssemblies())
                .Where(x => x.Name!.StartsWith("Telehealth.", StringComparison.Ordinal))
                .Where(x => x.Name!.EndsWith(".Contracts", StringComparison.Ordinal))
                .DistinctBy(x => x.Name)
                .Select(Assembly.Load)
                .SelectMany(x => x.GetTypes())
                .Where(x => x is { IsClass: true, IsAbstract: false } && x.IsAssignableTo(typeof(IIntegrationEvent)))
        );

    /// <summary>
    /// The event of a row; throws <see cref="PoisonMessageException"/> for one that can never be read.
    /// </summary>
    internal IIntegrationEvent Read(string wireName, string payload)
    {
        if (!types.TryGetValue(wireName, out var type))
        {
            throw new PoisonMessageException($"No event is called {wireName}.");
        }

        try
        {
            return (IIntegrationEvent?)JsonSerializer.Deserialize(payload, type, ApiJson.Options)
                ?? throw new PoisonMessageException($"The payload of {wireName} is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            // The exception's own message may quote the payload.
            throw new PoisonMessageException($"The payload of {wireName} cannot be read ({e.GetType().Name}).");
        }
    }
}

/// <summary>The message can never be processed, however often it is tried.</summary>
/// <param name="message">Why, without the payload.</param>
internal sealed class PoisonMessageException(string message) : Exception(message);
