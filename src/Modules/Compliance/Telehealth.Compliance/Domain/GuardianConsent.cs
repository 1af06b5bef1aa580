using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

/// <summary>How the adult is responsible for the client.</summary>
public enum GuardianRelationship
{
    /// <summary>A parent.</summary>
    Parent,

    /// <summary>A guardian appointed by law.</summary>
    LegalGuardian,

    /// <summary>A foster carer with delegated authority.</summary>
    FosterCarer,

    /// <summary>A local authority that holds parental responsibility.</summary>
    LocalAuthority,
}

/// <summary>How the consent was given.</summary>
public enum ConsentMethod
{
    /// <summary>A form that was signed.</summary>
    SignedForm,

    /// <summary>On a video call with the adult seen.</summary>
    VideoCall,

    /// <summary>In person.</summary>
    InPerson,
}

/// <summary>
/// A parent's or guardian's consent that somebody under age has sessions (COM-04). It counts until its review is
/// overdue, it is withdrawn, or the client comes of age.
/// </summary>
internal sealed class GuardianConsent : AggregateRoot
{
    private GuardianConsent() { }

    public GuardianConsent(
        Guid id,
        PersonId clientId,
        PersonId? guardianId,
        GuardianRelationship relationship,
        ConsentMethod method,
        LocalDate givenOn
    )
    {
        Id = id;
        ClientId = clientId;
        GuardianId = guardianId;
        Relationship = relationship;
        Method = method;
        GivenOn = givenOn;
    }

    public long Sequence { get; private set; }

    public Guid Id { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>The adult's own account; null when the adult has none.</summary>
    public PersonId? GuardianId { get; private set; }

    public GuardianRelationship Relationship { get; private set; }

    public ConsentMethod Method { get; private set; }

    /// <summary>The <see cref="ConsentDetails"/>.</summary>
    public byte[] SealedDetails { get; private set; } = [];

    public LocalDate GivenOn { get; private set; }

    public PersonId RecordedBy { get; private set; }

    public Instant RecordedAt { get; private set; }

    public Instant ReviewDueAt { get; private set; }

    public PersonId? ReviewedBy { get; private set; }

    public Instant? ReviewedAt { get; private set; }

    /// <summary>Reviewers were told that the review is overdue.</summary>
    public bool ReviewersTold { get; private set; }

    public Instant? WithdrawnAt { get; private set; }

    public PersonId? WithdrawnBy { get; private set; }

    public void Record(byte[] sealedDetails, PersonId by, Instant now, Instant reviewDueAt)
    {
        SealedDetails = sealedDetails;
        RecordedBy = by;
        RecordedAt = now;
        ReviewDueAt = reviewDueAt;
    }

    public Error? Review(PersonId by, Instant now, Instant nextReviewDueAt)
    {
        if (WithdrawnAt is not null)
        {
            return ConsentErrors.Withdrawn;
        }

        (ReviewedBy, ReviewedAt, ReviewDueAt, ReviewersTold) = (by, now, nextReviewDueAt, false);
        return null;
    }

    public Error? Withdraw(PersonId by, Instant now)
    {
        if (WithdrawnAt is not null)
        {
            return ConsentErrors.Withdrawn;
        }

        (WithdrawnAt, WithdrawnBy) = (now, by);
        return null;
    }

    public bool TellReviewers(Instant now)
    {
        var due = WithdrawnAt is null && !ReviewersTold && ReviewDueAt <= now;
        ReviewersTold |= due;
        return due;
    }
}

/// <summary>What names people; kept sealed under the client's key.</summary>
/// <param name="GuardianName">The adult.</param>
/// <param name="Scope">What was agreed to, such as weekly talking therapy by video.</param>
/// <param name="Note">Court orders, who may see what.</param>
internal sealed record ConsentDetails(string GuardianName, string Scope, string? Note);

/// <summary>The document that proves it, sealed.</summary>
internal sealed class ConsentEvidence
{
    public required Guid ConsentId { get; init; }

    public required string ContentType { get; init; }

    public required byte[] SealedContent { get; init; }
}
