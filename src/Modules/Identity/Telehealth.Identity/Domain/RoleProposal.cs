using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Domain;

/// <summary>What became of a proposal.</summary>
public enum ProposalState
{
    /// <summary>It waits for another administrator.</summary>
    Open,

    /// <summary>The role was given.</summary>
    Approved,

    /// <summary>Somebody said no.</summary>
    Declined,

    /// <summary>Whoever proposed it took it back.</summary>
    Withdrawn,
}

/// <summary>One administrator asks another to let somebody have a role that takes two.</summary>
internal sealed class RoleProposal : AggregateRoot
{
    public const int MostReason = 500;

    private RoleProposal() { }

    public RoleProposal(Guid id, PersonId personId, string role, string reason, PersonId by, Instant now)
    {
        Id = id;
        PersonId = personId;
        Role = role;
        Reason = reason;
        ProposedBy = by;
        ProposedAt = now;
    }

    public Guid Id { get; private set; }

    public PersonId PersonId { get; private set; }

    public string Role { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public PersonId ProposedBy { get; private set; }

    public Instant ProposedAt { get; private set; }

    public ProposalState State { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public Instant? DecidedAt { get; private set; }

    /// <summary>Why this person may not approve, whoever else may.</summary>
    public Error? RefusalOf(PersonId by) =>
        State != ProposalState.Open ? AuthorityErrors.ProposalDecided
        : by == ProposedBy || by == PersonId ? AuthorityErrors.OwnProposal
        : null;

    public void Approve(PersonId by, Instant now) => Decide(ProposalState.Approved, by, now);

    public void Decline(PersonId by, Instant now) =>
        Decide(by == ProposedBy ? ProposalState.Withdrawn : ProposalState.Declined, by, now);

    private void Decide(ProposalState state, PersonId by, Instant now) =>
        (State, DecidedBy, DecidedAt) = (state, by, now);
}
