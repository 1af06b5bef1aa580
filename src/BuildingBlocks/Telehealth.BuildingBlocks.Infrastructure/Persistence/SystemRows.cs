namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>An event committed with the state, waiting for the dispatcher.</summary>
public sealed class OutboxRow
{
    /// <summary>Order of insertion; within a partition it follows the aggregate's version.</summary>
    public long Sequence { get; init; }

    /// <summary>The event's id: what consumers deduplicate by.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Fixed name on the wire.</summary>
    public required string WireName { get; init; }

    /// <summary>The aggregate whose events are in order.</summary>
    public required string Partition { get; init; }

    /// <summary>The aggregate's version after the transaction.</summary>
    public required long Version { get; init; }

    /// <summary>Order of the events of one transaction.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>W3C trace parent, or null.</summary>
    public string? TraceParent { get; init; }

    /// <summary>System time of the commit, in microseconds since 1970.</summary>
    public required long CommittedAtMicros { get; init; }

    /// <summary>
    /// The most urgent lane in which consumers still wait for it; each lane's dispatcher serves its own and hands the
    /// row down.
    /// </summary>
    public Lane Lane { get; set; }

    /// <summary>
    /// System time of the dispatch, or null: the dispatcher reads by this state, never by a high-water mark.
    /// </summary>
    public long? DispatchedAtMicros { get; set; }
}

/// <summary>The state of a delivered event.</summary>
public enum InboxState
{
    /// <summary>Waits to be processed.</summary>
    Ready,

    /// <summary>Its effect is committed.</summary>
    Done,

    /// <summary>Failed too often; staff look at it.</summary>
    Dead,

    /// <summary>Given up by staff with a reason.</summary>
    Discarded,
}

/// <summary>One event for one consumer.</summary>
public sealed class InboxRow
{
    /// <summary>Order of insertion.</summary>
    public long Sequence { get; init; }

    /// <summary>The consumer's fixed name.</summary>
    public required string Consumer { get; init; }

    /// <summary>The event's id; unique with the consumer.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Fixed name on the wire.</summary>
    public required string WireName { get; init; }

    /// <summary>The aggregate whose events are in order.</summary>
    public required string Partition { get; init; }

    /// <summary>The aggregate's version.</summary>
    public required long Version { get; init; }

    /// <summary>Order of the events of one transaction.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>W3C trace parent, or null.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The state.</summary>
    public InboxState State { get; set; }

    /// <summary>The consumer's lane.</summary>
    public Lane Lane { get; init; }

    /// <summary>Whether a dead row lets later rows of its partition pass.</summary>
    public bool SkipWhenDead { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; set; }

    /// <summary>System time of the next try, in microseconds since 1970.</summary>
    public long NextTryAtMicros { get; set; }

    /// <summary>System time of the commit that published it.</summary>
    public required long CommittedAtMicros { get; init; }

    /// <summary>System time when the effect was committed, or null.</summary>
    public long? DoneAtMicros { get; set; }

    /// <summary>The last failure: type and message, no personal data.</summary>
    public string? LastError { get; set; }

    /// <summary>Why staff discarded it, and who.</summary>
    public string? Resolution { get; set; }
}

/// <summary>The state of a command's key.</summary>
public enum IdempotencyState
{
    /// <summary>A step is committed; the command goes on.</summary>
    Started,

    /// <summary>The answer is stored.</summary>
    Completed,
}

/// <summary>The answer of a command under its key (actor, operation, key).</summary>
public sealed class IdempotencyRow
{
    /// <summary>Hash of actor, operation and key: the primary key, narrow on every engine.</summary>
    public required string Scope { get; init; }

    /// <summary>The operation, for people who look.</summary>
    public required string Operation { get; init; }

    /// <summary>SHA-256 of the command: another body under the same key is refused.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Started or completed.</summary>
    public IdempotencyState State { get; set; }

    /// <summary>The progress or the answer, as JSON; ids, not personal text.</summary>
    public string? Body { get; set; }

    /// <summary>True when the answer is a refusal.</summary>
    public bool Refused { get; set; }

    /// <summary>System time, in microseconds since 1970; kept for 7 days.</summary>
    public required long CreatedAtMicros { get; init; }
}

/// <summary>Who runs a loop, until when.</summary>
public sealed class LeaseRow
{
    /// <summary>The loop.</summary>
    public required string Name { get; init; }

    /// <summary>The holder: host and process.</summary>
    public required string Holder { get; set; }

    /// <summary>System time until which it holds, in microseconds since 1970.</summary>
    public required long ExpiresAtMicros { get; set; }
}
