using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Domain;

/// <summary>
/// What a message is about: ids, times and amounts out of its event. Never names, addresses, links, secrets or anything
/// clinical, so that the row may be kept and shown to staff.
/// </summary>
internal sealed record MessageFacts
{
    /// <summary>The other participant.</summary>
    public PersonId? Other { get; init; }
    public SessionId? Session { get; init; }
    public BookingId? Booking { get; init; }
    public string? BookingNumber { get; init; }
    public BookingRequestId? Request { get; init; }
    public IReadOnlyList<Instant>? Times { get; init; }
    public Instant? StartsAt { get; init; }
    public Instant? EndsAt { get; init; }
    public int? DurationMinutes { get; init; }
    public string? Mode { get; init; }
    public Money? Amount { get; init; }
    public Instant? Deadline { get; init; }
    public string? ReasonCode { get; init; }
    public DocumentId? Document { get; init; }
    public string? DocumentNumber { get; init; }

    /// <summary>What the document is, such as <c>remittance-advice</c>.</summary>
    public string? DocumentKind { get; init; }
    public WithdrawalId? Withdrawal { get; init; }

    /// <summary>The withdrawal's, as it stands at the bank.</summary>
    public string? Reference { get; init; }
    public LocalDate? Day { get; init; }

    /// <summary>An account with most of its digits left out.</summary>
    public string? MaskedAccount { get; init; }

    /// <summary>Payouts rest until then.</summary>
    public Instant? RestsUntil { get; init; }

    /// <summary>iCalendar SEQUENCE of the invitation.</summary>
    public int CalendarSequence { get; init; }

    /// <summary>True when the reader is the provider of the session.</summary>
    public bool ToProvider { get; init; }

    /// <summary>The wellbeing hub it is about.</summary>
    public HubId? Hub { get; init; }

    /// <summary>The invitation whose address it goes to.</summary>
    public Guid? HubInvitation { get; init; }

    /// <summary>The claim whose work address it goes to.</summary>
    public Guid? HubClaim { get; init; }

    /// <summary>The alert of immediate risk.</summary>
    public ConcernId? Alert { get; init; }

    /// <summary>How long before the start a reminder is.</summary>
    public int? HoursBefore { get; init; }

    /// <summary>What was changed of who may do what, such as <c>role-granted</c>.</summary>
    public string? Change { get; init; }

    /// <summary>The role it is about.</summary>
    public string? Role { get; init; }
}
