using System.Reflection;
using Module = Telehealth.BuildingBlocks.Infrastructure.Modules.Module;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>One consumer's interest in one event.</summary>
/// <param name="Consumer">The consumer's fixed name.</param>
/// <param name="Module">The module whose inbox and transaction it uses.</param>
/// <param name="Reaction">The class that reacts.</param>
/// <param name="Event">The event's type.</param>
/// <param name="WireName">The event's name on the wire.</param>
/// <param name="Policy">What a dead letter does to its partition.</param>
/// <param name="Lane">The lane its rows wait in.</param>
public sealed record Subscription(
    string Consumer,
    Module Module,
    Type Reaction,
    Type Event,
    string WireName,
    DeadLetterPolicy Policy,
    Lane Lane
);

/// <summary>
/// Who reacts to what, over all composed modules. A consumer may react to several events, in one order.
/// </summary>
public sealed class SubscriptionCatalog
{
    private readonly ILookup<string, Subscription> byEvent;
    private readonly Dictionary<(string Consumer, string WireName), Subscription> byConsumer;
    private readonly ILookup<string, string> consumers;

    /// <summary>A catalog of these reactions; refuses consumers without a name of their own.</summary>
    public SubscriptionCatalog(IEnumerable<(Module Module, Type Reaction)> reactions)
    {
        All = [.. reactions.SelectMany(x => Of(x.Module, x.Reaction))];
        foreach (var consumer in All.GroupBy(x => x.Consumer, StringComparer.Ordinal))
        {
            if (consumer.Select(x => x.Reaction).Distinct().Count() > 1)
            {
                var classes = string.Join(" and ", consumer.Select(x => x.Reaction.FullName).Distinct());
                throw new InvalidOperationException($"{classes} are both called {consumer.Key}.");
            }
        }

        byEvent = All.ToLookup(x => x.WireName, StringComparer.Ordinal);
        byConsumer = All.ToDictionary(x => (x.Consumer, x.WireName));
        consumers = All.Select(x => (x.Module.Name, x.Consumer)).Distinct().ToLookup(x => x.Name, x => x.Consumer);
    }

    /// <summary>Every subscription.</summary>
    public IReadOnlyList<Subscription> All { get; }

    /// <summary>The reactions of the modules: of their assemblies, in the namespace of their door.</summary>
    public static SubscriptionCatalog Of(IEnumerable<Module> modules) =>
        new(
            modules.SelectMany(module =>
                module
                    .GetType()
                    .Assembly.GetTypes()
                    .Where(x => x is { IsClass: true, IsAbstract: false } && IsWithin(x, module) && EventsOf(x).Any())
                    .Select(x => (module, x))
            )
        );

    /// <summary>Who reacts to the event.</summary>
    public IEnumerable<Subscription> To(string wireName) => byEvent[wireName];

    /// <summary>The most urgent lane in which somebody waits for the event.</summary>
    public Lane LaneOf(string wireName) => To(wireName).Select(x => x.Lane).DefaultIfEmpty(Lane.Ordinary).Max();

    /// <summary>The lanes, below this one, in which somebody waits for the event.</summary>
    public IEnumerable<Lane> LanesBelow(Lane lane, string wireName) =>
        To(wireName).Select(x => x.Lane).Where(x => x < lane).Distinct();

    /// <summary>The names of the module's consumers.</summary>
    public IEnumerable<string> ConsumersOf(Module module) => consumers[module.Name];

    /// <summary>The consumer's reaction to the event, or null when it has none (any more).</summary>
    public Subscription? Find(string consumer, string wireName) => byConsumer.GetValueOrDefault((consumer, wireName));

    private static IEnumerable<Subscription> Of(Module module, Type reaction)
    {
        var consumer =
            reaction.GetCustomAttribute<ConsumerAttribute>()
            ?? throw new InvalidOperationException($"{reaction.FullName} lacks its [Consumer].");
        if (!consumer.Name.StartsWith(module.Name + ".", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"{reaction.FullName} is called {consumer.Name}; it must begin with {module.Name}."
            );
        }

        return EventsOf(reaction)
            .Select(x => new Subscription(
                consumer.Name,
                module,
                reaction,
                x,
                WireNames.Of(x),
                consumer.Policy,
                consumer.Lane
            ));
    }

    private static bool IsWithin(Type type, Module module) =>
        $"{type.Namespace}.".StartsWith($"{module.GetType().Namespace}.", StringComparison.Ordinal);

    private static IEnumerable<Type> EventsOf(Type type) =>
        type.GetInterfaces()
            .Where(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IReaction<>))
            .Select(x => x.GenericTypeArguments[0]);
}
