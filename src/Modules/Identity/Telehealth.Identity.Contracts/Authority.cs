using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Contracts;

/// <summary>What was changed of who may do what.</summary>
public enum AuthorityChange
{
    /// <summary>An account for somebody who works for the platform was opened.</summary>
    AccountCreated,

    /// <summary>A role was given.</summary>
    RoleGranted,

    /// <summary>A role was taken.</summary>
    RoleTaken,

    /// <summary>A role that takes two administrators was proposed by the first.</summary>
    RoleProposed,

    /// <summary>A proposed role was declined, or taken back by whoever proposed it.</summary>
    ProposalDeclined,

    /// <summary>An account was stopped.</summary>
    Suspended,

    /// <summary>A stopped account may sign in again.</summary>
    Reinstated,

    /// <summary>A partner's system may get tokens.</summary>
    PartnerCreated,

    /// <summary>A partner's system gets no more tokens.</summary>
    PartnerRemoved,

    /// <summary>All keys were sealed by a newer one.</summary>
    KeysRotated,
}

/// <summary>
/// Somebody may do more or less than before; the person and the administrators are told. The partition is one for all,
/// so that they hear in the order in which it happened.
/// </summary>
/// <param name="Change">What was changed.</param>
/// <param name="PersonId">Whose authority, or null where it is nobody's.</param>
/// <param name="Role">The role, where it is about one.</param>
/// <param name="By">The administrator who did it, or null for the platform itself.</param>
[WireName("identity.authority-changed.v1")]
public sealed record AuthorityChangedV1(AuthorityChange Change, PersonId? PersonId, string? Role, PersonId? By)
    : IIntegrationEvent;

/// <summary>Somebody of the staff corrected a person's date of birth; carries no date.</summary>
/// <param name="PersonId">Whose it is.</param>
[WireName("identity.birth-date-corrected.v1")]
public sealed record BirthDateCorrectedV1(PersonId PersonId) : IIntegrationEvent;

/// <summary>
/// Whether a person may be the second pair of eyes for others: true when none of them was brought in by, or brought in,
/// the person or somebody the same administrator brought in. Each chain of who brought in whom begins at an account
/// made on the host; two people of one chain count as one pair of eyes.
/// </summary>
/// <param name="PersonId">Who is to decide.</param>
/// <param name="Others">Who had a hand in it before.</param>
[InternalRequest]
public sealed record IsIndependent(PersonId PersonId, IReadOnlyList<PersonId> Others) : IQuery<bool>;

/// <summary>
/// Says in the audit, and to the administrators, that all keys are about to be sealed by a newer one; the verb
/// <c>rotate-keys</c> sends it before it rotates.
/// </summary>
[InternalRequest]
public sealed record AnnounceKeyRotation : ICommand<Done>;

/// <summary>
/// Makes an administrator without another one's leave: what the verb <c>administrator</c> on the host sends, for the
/// first ones and for the day nobody can sign in.
/// </summary>
/// <remarks>Errors: those of <see cref="CreateStaffAccount"/>, <c>identity.address-unproven</c>.</remarks>
/// <param name="Email">The address; an account of it becomes an administrator, else one is opened.</param>
/// <param name="DisplayName">Name of a new account; 1 to 80 characters.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language">BCP 47.</param>
[InternalRequest]
public sealed record InstallAdministrator(
    string Email,
    string DisplayName,
    string Country,
    string TimeZone,
    string Language
) : ICommand<StaffAccountAnswer>;
