using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

/// <summary>What a line of a case's log tells.</summary>
public enum CaseEntryKind
{
    /// <summary>The concern was raised.</summary>
    Raised,

    /// <summary>A lead took it on.</summary>
    Acknowledged,

    /// <summary>No further action, with the reasons.</summary>
    NoFurtherAction,

    /// <summary>Advice was given.</summary>
    Advised,

    /// <summary>An authority was told by phone.</summary>
    Referred,

    /// <summary>The referral went out in writing.</summary>
    ReferralConfirmed,

    /// <summary>The authority answered.</summary>
    AuthorityAnswered,

    /// <summary>A note.</summary>
    Noted,

    /// <summary>Somebody wants to close the case.</summary>
    ClosingProposed,

    /// <summary>The second person opened it again.</summary>
    ClosingRefused,

    /// <summary>The second person closed it.</summary>
    Closed,

    /// <summary>Nobody acted in time; the whole team was told.</summary>
    Escalated,
}

/// <summary>One line of a case's log. Written once: the database refuses to change it.</summary>
internal sealed class CaseEntry
{
    public required Guid CaseId { get; init; }

    public required int Number { get; init; }

    /// <summary>Names the line before its number is known; the seal is bound to it.</summary>
    public required Guid Id { get; init; }

    public required CaseEntryKind Kind { get; init; }

    /// <summary>Null when the platform itself wrote it.</summary>
    public PersonId? By { get; init; }

    public required Instant At { get; init; }

    /// <summary>The <see cref="EntryContent"/>; null when the kind says it all.</summary>
    public byte[]? SealedContent { get; init; }
}

/// <summary>What was said and done, in words; kept sealed.</summary>
/// <param name="Text">The reasons, the note, the answer.</param>
/// <param name="Authority">Who was told, such as a council's children's services; for a referral.</param>
/// <param name="Contact">Name and number of who took the call.</param>
/// <param name="Reference">The authority's or the emergency services' reference.</param>
/// <param name="At">When it was phoned or written.</param>
internal sealed record EntryContent(
    string Text,
    string? Authority = null,
    string? Contact = null,
    string? Reference = null,
    Instant? At = null
);

/// <summary>What a concern says; kept sealed.</summary>
/// <param name="Category">What kind of harm.</param>
/// <param name="About">The person it is about, when we know the id.</param>
/// <param name="Who">The person in the author's words.</param>
/// <param name="Session">The session it came up in.</param>
/// <param name="Facts">What was seen and heard, verbatim.</param>
/// <param name="Opinion">What the author makes of it; apart from the facts.</param>
/// <param name="Whereabouts">Where the person is now.</param>
/// <param name="ActionsTaken">What was done so far.</param>
/// <param name="EmergencyCallAt">When the emergency services were called.</param>
/// <param name="EmergencyReference">Their reference.</param>
internal sealed record ConcernRecord(
    ConcernCategory Category,
    PersonId? About,
    string? Who,
    SessionId? Session,
    string Facts,
    string? Opinion,
    string Whereabouts,
    string ActionsTaken,
    Instant? EmergencyCallAt,
    string? EmergencyReference
);

/// <summary>What kind of harm a concern is about.</summary>
public enum ConcernCategory
{
    /// <summary>Physical abuse.</summary>
    PhysicalAbuse,

    /// <summary>Emotional abuse.</summary>
    EmotionalAbuse,

    /// <summary>Sexual abuse or exploitation.</summary>
    SexualAbuse,

    /// <summary>Neglect, also of oneself.</summary>
    Neglect,

    /// <summary>Violence or control at home.</summary>
    DomesticAbuse,

    /// <summary>Self-harm or thoughts of suicide.</summary>
    SelfHarm,

    /// <summary>A danger to others.</summary>
    HarmToOthers,

    /// <summary>Money, slavery, radicalisation or other exploitation.</summary>
    Exploitation,

    /// <summary>What somebody who works with us did or did not do.</summary>
    Professional,

    /// <summary>Anything else.</summary>
    Other,
}
