using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

/// <summary>Where a provider's clearance stands.</summary>
public enum ClearanceState
{
    /// <summary>Applied; a reviewer has to decide.</summary>
    Awaiting,

    /// <summary>May be listed and booked.</summary>
    Granted,

    /// <summary>May not, until it applies again and is granted.</summary>
    Withdrawn,
}

/// <summary>All that was decided about one provider's clearance (MKT-02).</summary>
internal sealed class ClearanceFile : AggregateRoot
{
    private ClearanceFile() { }

    public ClearanceFile(ProviderId providerId, string displayName, Instant now)
    {
        ProviderId = providerId;
        DisplayName = displayName;
        AppliedAt = now;
    }

    /// <summary>Order of opening: what cursors page by.</summary>
    public long Sequence { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>As it applied.</summary>
    public string DisplayName { get; private set; } = "";

    public ClearanceState State { get; private set; } = ClearanceState.Awaiting;

    public Instant AppliedAt { get; private set; }

    /// <summary>Number of decisions: the version clearance is known by outside.</summary>
    public long Decisions { get; private set; }

    public Instant? DecidedAt { get; private set; }

    public bool IsCleared => State == ClearanceState.Granted;

    /// <summary>A provider applied again: what was withdrawn is looked at anew, what is granted stays.</summary>
    public void Reapply(string displayName, Instant now)
    {
        DisplayName = displayName;
        if (State != ClearanceState.Granted)
        {
            State = ClearanceState.Awaiting;
            AppliedAt = now;
        }
    }

    public ClearanceDecision? Grant(PersonId by, string? reason, Instant now) =>
        State == ClearanceState.Awaiting ? Decide(ClearanceState.Granted, by, reason, now) : null;

    public ClearanceDecision? Withdraw(PersonId by, string reason, Instant now) =>
        State == ClearanceState.Withdrawn ? null : Decide(ClearanceState.Withdrawn, by, reason, now);

    private ClearanceDecision Decide(ClearanceState state, PersonId by, string? reason, Instant now)
    {
        State = state;
        Decisions++;
        DecidedAt = now;
        return new ClearanceDecision
        {
            ProviderId = ProviderId,
            Number = Decisions,
            State = state,
            DecidedBy = by,
            Reason = reason,
            DecidedAt = now,
        };
    }
}

/// <summary>One line of the decision log: who, when, why. Written once.</summary>
internal sealed class ClearanceDecision
{
    public required ProviderId ProviderId { get; init; }

    public required long Number { get; init; }

    public required ClearanceState State { get; init; }

    public required PersonId DecidedBy { get; init; }

    public string? Reason { get; init; }

    public required Instant DecidedAt { get; init; }
}

internal static class ClearanceErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "compliance.clearance-file-not-found",
        "There is no clearance file of that provider."
    );

    public static readonly Error NotAwaiting = Error.Conflict(
        "compliance.not-awaiting",
        "Only an application that awaits a decision can be granted. A provider that lost clearance applies again."
    );

    public static readonly Error AlreadyWithdrawn = Error.Conflict(
        "compliance.already-withdrawn",
        "Clearance is withdrawn already."
    );

    public static readonly Error OwnFile = Error.Forbidden(
        "compliance.own-file",
        "Nobody decides about their own clearance."
    );
}
