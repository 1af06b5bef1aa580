using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Domain;

/// <summary>Which roles need a second administrator, and which do not go together; <c>docs/authority.md</c>.</summary>
internal static class RoleRules
{
    /// <summary>Roles that move money, open cases or make administrators: one administrator alone gives none.</summary>
    public static readonly IReadOnlyList<string> NeedSecondAdministrator =
    [
        Roles.Finance,
        Roles.PayoutApprover,
        Roles.SafeguardingLead,
        Roles.PlatformAdmin,
    ];

    /// <summary>Pairs that would let one person do both halves of what takes two.</summary>
    public static readonly IReadOnlyList<(string One, string Other)> Conflicts =
    [
        (Roles.Finance, Roles.PayoutApprover),
    ];

    /// <summary>Who may stop an account; staff are stopped by an administrator only.</summary>
    public static readonly IReadOnlyList<string> Suspend = [Roles.PlatformAdmin, Roles.Support, Roles.SafeguardingLead];

    public static bool NeedsSecond(string role) => NeedSecondAdministrator.Contains(role);

    /// <summary>The first role of the set that may not be held beside another of it, or null.</summary>
    public static bool Clash(IReadOnlyCollection<string> roles) =>
        Conflicts.Any(x => roles.Contains(x.One) && roles.Contains(x.Other));
}

internal static class AuthorityErrors
{
    public static readonly Error OwnRoles = Error.Refused(
        "identity.own-roles",
        "You cannot change your own roles. Ask another administrator."
    );

    public static readonly Error SecondNeeded = Error.Refused(
        "identity.second-administrator-needed",
        "This role takes two administrators: propose it, and another one approves it."
    );

    public static readonly Error NoSecondNeeded = Error.Refused(
        "identity.no-second-needed",
        "One administrator may give this role: give it right away."
    );

    public static readonly Error RolesClash = Error.Refused(
        "identity.roles-clash",
        "Nobody holds finance and payout approver together: two people stand behind every payout."
    );

    public static readonly Error AlreadyHeld = Error.Conflict("identity.role-held", "They hold this role already.");

    public static readonly Error AlreadyProposed = Error.Conflict(
        "identity.role-proposed",
        "This role is proposed for them already and waits for another administrator."
    );

    public static readonly Error ProposalUnknown = Error.NotFound(
        "identity.proposal-unknown",
        "There is no such proposal."
    );

    public static readonly Error ProposalDecided = Error.Conflict(
        "identity.proposal-decided",
        "This proposal is decided already."
    );

    public static readonly Error OwnProposal = Error.Refused(
        "identity.own-proposal",
        "You proposed it, or it is about you: another administrator decides."
    );

    public static readonly Error SameLineage = Error.Refused(
        "identity.same-lineage",
        "You and whoever proposed it were brought in by the same administrator, or one by the other. Somebody else "
            + "must approve."
    );

    public static readonly Error ProposerLeft = Error.Conflict(
        "identity.proposer-left",
        "Whoever proposed this is no administrator any more. Decline it, and propose it anew if it is still right."
    );

    public static readonly Error StaffByAdministrator = Error.Forbidden(
        "identity.staff-by-administrator",
        "Only an administrator stops or reinstates somebody who works for the platform."
    );

    public static readonly Error LastAdministrator = Error.Conflict(
        "identity.last-administrator",
        "This is the last administrator who can sign in. Make another one first."
    );

    public static readonly Error AuthorityLost = Error.Forbidden(
        "identity.authority-lost",
        "Your own access was changed a moment ago. Please sign in again."
    );

    public static readonly Error AddressUnproven = Error.Refused(
        "identity.address-unproven",
        "They have not confirmed their address yet. Roles can be given once they have."
    );
}
