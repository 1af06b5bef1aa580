using MediatR;

namespace Telehealth.BuildingBlocks;

/// <summary>What is known of every command without its answer's type.</summary>
public interface ICommandMarker;

/// <summary>Changes something. Runs as <c>docs/modules.md</c> describes: one transaction, one answer per key.</summary>
/// <typeparam name="T">The answer; it must survive System.Text.Json, since it is stored under the key.</typeparam>
public interface ICommand<T> : IRequest<Result<T>>, ICommandMarker;

/// <summary>Reads something; never writes.</summary>
/// <typeparam name="T">The answer.</typeparam>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>A command that moves money, credits or slots: without an idempotency key it is refused with 400.</summary>
public interface IRequireIdempotencyKey;

/// <summary>
/// A command of several steps (commands.md, "Accepting is three steps"): a duplicate that finds the key started
/// resumes with the stored progress instead of being refused.
/// </summary>
public interface IResumable;

/// <summary>
/// A fact other modules may react to. Immutable once released: a change of meaning or shape is a new version.
/// Carries ids and amounts, never links, secrets or clinical text.
/// </summary>
public interface IIntegrationEvent;

/// <summary>The fixed name of an event on the wire, such as <c>wallet.cover-posted.v1</c>.</summary>
/// <param name="name">module.noun-past.vN</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The name; never changed once released.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Sends commands and queries, to this module or another, each in a dependency-injection scope of its own.
/// </summary>
/// <remarks>Throws when the calling command has an open transaction: no transaction spans a request.</remarks>
public interface ISender
{
    /// <summary>
    /// Sends as the current actor. <paramref name="key"/> is the idempotency key, if the call has one.
    /// </summary>
    Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct, string? key = null);

    /// <summary>Sends as another actor, such as <c>system:expire-requests</c>.</summary>
    Task<Result<T>> SendAs<T>(Actor actor, IRequest<Result<T>> request, CancellationToken ct, string? key = null);
}

/// <summary>The permission a command or query needs; without the attribute a signed-in actor suffices.</summary>
/// <param name="permission">module.noun.verb, such as <c>wallet.payouts.approve</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeedsAttribute(string permission) : Attribute
{
    /// <summary>The permission's name.</summary>
    public string Permission { get; } = permission;
}

/// <summary>
/// Somebody may be in danger: where writers queue, this one goes before all others. For what is short and rare.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UrgentAttribute : Attribute;

/// <summary>Only the platform itself may send it: a job, an event's reaction, another module's handler.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InternalRequestAttribute : Attribute;

/// <summary>Anybody may send it, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>Handles a command; one per command (a test resolves each).</summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <typeparam name="T">Its answer.</typeparam>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;

/// <summary>Handles a query; one per query.</summary>
/// <typeparam name="TQuery">The query.</typeparam>
/// <typeparam name="T">Its answer.</typeparam>
public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;
