using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;

namespace Telehealth.Identity.Domain;

/// <summary>A change of authority as the administrators' page shows it; the chained audit has its own line.</summary>
internal sealed class AuthorityEntry
{
    private AuthorityEntry() { }

    public AuthorityEntry(AuthorityChange change, PersonId? personId, string? detail, string by, Instant now)
    {
        Change = change;
        PersonId = personId;
        Detail = detail;
        By = by;
        At = now;
    }

    public long Sequence { get; private set; }

    public AuthorityChange Change { get; private set; }

    /// <summary>Whose authority, or null where it is nobody's, such as a key's.</summary>
    public PersonId? PersonId { get; private set; }

    /// <summary>The role, the partner's client id, the reason of a suspension.</summary>
    public string? Detail { get; private set; }

    /// <summary>Key of the actor.</summary>
    public string By { get; private set; } = "";

    public Instant At { get; private set; }
}

/// <summary>
/// The row every change of authority takes hold of first: changes follow one another, and each sees who is an
/// administrator now and not a moment ago. Two administrators who remove each other at once meet here.
/// </summary>
internal sealed class AuthorityHead
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>Raised by one with each change; orders their events.</summary>
    public long Sequence { get; init; }
}
