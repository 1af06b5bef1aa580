namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>
/// The unit of work of one command (commands.md, "One command"): its actor, its key, its one transaction and its
/// outbox. Handlers never call SaveChanges; the pipeline does, then commits.
/// </summary>
public interface IWork
{
    /// <summary>Who sent the command.</summary>
    Actor Actor { get; }

    /// <summary>The caller's idempotency key, or null; in a reaction, the event's id as a UUID's text.</summary>
    string? Key { get; }

    /// <summary>
    /// The id of something that leaves the module before the commit: derived of actor, operation, key and step, so that
    /// a retry reaches the same thing; fresh when there is no key.
    /// </summary>
    Guid DerivedId(string step);

    /// <summary>The idempotency key for a request this command sends to another module.</summary>
    string StepKey(string step);

    /// <summary>
    /// Opens the transaction; its first statement inserts the idempotency row. From here on the sender throws. When the
    /// row exists already the command ends at once with the stored answer.
    /// </summary>
    Task Begin(CancellationToken ct);

    /// <summary>
    /// For a command of several steps (<see cref="IResumable"/>): commits what was done so far with the key kept as
    /// started. A later <see cref="Begin"/> opens the next step's transaction.
    /// </summary>
    Task CommitStep<TProgress>(TProgress progress, CancellationToken ct);

    /// <summary>What <see cref="CommitStep"/> stored, when this is a duplicate that found the key started.</summary>
    TProgress? Progress<TProgress>()
        where TProgress : class;

    /// <summary>
    /// Adds an event to the module's outbox; it commits with the state. <paramref name="root"/> is the aggregate whose
    /// version orders the events of its partition; its version is raised by this transaction.
    /// </summary>
    void Publish(IIntegrationEvent integrationEvent, string partition, AggregateRoot root);

    /// <summary>Adds an event ordered by an explicit version, for rows changed by SQL or facts of their own.</summary>
    void Publish(IIntegrationEvent integrationEvent, string partition, long version);

    /// <summary>
    /// Runs in the small transaction that stores a refusal: undo what the command reserved, add the event that releases
    /// it. Runs only when the handler answers an error that is stored (not a 5xx).
    /// </summary>
    void OnRefusal(Func<CancellationToken, Task> undo);

    /// <summary>
    /// Sends pending changes to the database inside the open transaction, so that a unique index can speak before the
    /// commit; catch DbUpdateException, ask DbErrors, and answer an error.
    /// </summary>
    Task Flush(CancellationToken ct);
}
