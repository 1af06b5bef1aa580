namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// A module's reaction to an event. <see cref="On"/> runs in the transaction that marks the inbox row done: its effect
/// happens exactly once, in order per partition.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IReaction<in TEvent>
    where TEvent : IIntegrationEvent
{
    /// <summary>
    /// Asks other modules before the transaction opens; keep the answers in fields. May run more often than the effect.
    /// </summary>
    Task Prepare(TEvent integrationEvent, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The effect, through the module's DbContext and IWork.Publish; no slow or outside work.</summary>
    Task On(TEvent integrationEvent, CancellationToken ct);
}

/// <summary>What happens to later events of a partition when one is dead.</summary>
public enum DeadLetterPolicy
{
    /// <summary>They wait until staff replay or discard it: money and credits.</summary>
    Halt,

    /// <summary>They go on: mail and receipts.</summary>
    Skip,
}

/// <summary>The fixed name of a consumer, what its dead letters do, and its lane.</summary>
/// <param name="name">module.what-it-does; never changed once released.</param>
/// <param name="policy">What happens to later events of the partition.</param>
/// <param name="lane">Who is hurt when it is late.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConsumerAttribute(string name, DeadLetterPolicy policy, Lane lane) : Attribute
{
    /// <summary>The consumer's name.</summary>
    public string Name { get; } = name;

    /// <summary>What happens to later events of the partition.</summary>
    public DeadLetterPolicy Policy { get; } = policy;

    /// <summary>The lane its rows wait in.</summary>
    public Lane Lane { get; } = lane;
}
