using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Domain;

/// <summary>
/// A role somebody holds or held. It is ended and never deleted, so that who could do what, when and by whom can be
/// said years later.
/// </summary>
internal sealed class RoleGrant
{
    private RoleGrant() { }

    public RoleGrant(PersonId personId, int number, string role, GrantedBy by, Instant now)
    {
        PersonId = personId;
        Number = number;
        Role = role;
        GrantedBy = by.Key;
        ApprovedBy = by.ApprovedBy;
        GrantedAt = now;
    }

    public PersonId PersonId { get; private set; }

    /// <summary>1, 2, 3 … of this person.</summary>
    public int Number { get; private set; }

    public string Role { get; private set; } = "";

    /// <summary>Key of the actor, or <c>self</c> for the role of the sign-up.</summary>
    public string GrantedBy { get; private set; } = "";

    /// <summary>The second administrator's key, where the role needs one.</summary>
    public string? ApprovedBy { get; private set; }

    public Instant GrantedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>Until when; null while it is held.</summary>
    public Instant? EndedAt { get; private set; }

    public bool IsHeld => EndedAt is null;

    public void End(string by, Instant now) => (EndedBy, EndedAt) = (by, now);
}

/// <summary>Who gives a role.</summary>
/// <param name="Key">Key of the actor.</param>
/// <param name="Lineage">
/// At which account made on the host the chain of who brought in whom begins; null for the platform itself, whose
/// accounts begin a chain each.
/// </param>
/// <param name="ApprovedBy">The second administrator's key.</param>
internal sealed record GrantedBy(string Key, PersonId? Lineage = null, string? ApprovedBy = null)
{
    public static readonly GrantedBy Self = new("self");
}
