using System.Collections.Concurrent;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>Calls a reaction whose event's type is known at run time only.</summary>
internal abstract class ReactionCall
{
    private static readonly ConcurrentDictionary<Type, ReactionCall> Calls = new();

    public static ReactionCall For(Type integrationEvent) =>
        Calls.GetOrAdd(
            integrationEvent,
            type => (ReactionCall)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type))!
        );

    public abstract Task Prepare(object reaction, IIntegrationEvent integrationEvent, CancellationToken ct);

    public abstract Task On(object reaction, IIntegrationEvent integrationEvent, CancellationToken ct);

    private sealed class Typed<TEvent> : ReactionCall
        where TEvent : IIntegrationEvent
    {
        public override Task Prepare(object reaction, IIntegrationEvent integrationEvent, CancellationToken ct) =>
            ((IReaction<TEvent>)reaction).Prepare((TEvent)integrationEvent, ct);

        public override Task On(object reaction, IIntegrationEvent integrationEvent, CancellationToken ct) =>
            ((IReaction<TEvent>)reaction).On((TEvent)integrationEvent, ct);
    }
}
