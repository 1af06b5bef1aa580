using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

/// <summary>
/// Somebody said that there is immediate risk (QCP-08). It names an owner out of the leads on shift, and asks the next
/// one, then everybody, until a person acknowledges it. What the person said is not known, so nothing is sealed.
/// </summary>
internal sealed class RiskAlert : AggregateRoot
{
    private static readonly Duration ToAcknowledge = Duration.FromMinutes(5);

    private RiskAlert() { }

    public RiskAlert(ConcernId id, PersonId person, string country, Instant reportedAt)
    {
        Id = id;
        PersonId = person;
        OpenPersonId = person;
        Country = country;
        ReportedAt = reportedAt;
        EscalatesAt = reportedAt;
    }

    /// <summary>Order of arrival.</summary>
    public long Sequence { get; private set; }

    public ConcernId Id { get; private set; }

    /// <summary>Who said so.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>
    /// The same until somebody acknowledges it: unique, so that a second press opens no second alert.
    /// </summary>
    public PersonId? OpenPersonId { get; private set; }

    /// <summary>Whose emergency numbers were shown; ISO 3166-1 alpha-2.</summary>
    public string Country { get; private set; } = "";

    public Instant ReportedAt { get; private set; }

    /// <summary>Who is to answer it; null while nobody is on shift.</summary>
    public PersonId? Owner { get; private set; }

    public PersonId? AcknowledgedBy { get; private set; }

    public Instant? AcknowledgedAt { get; private set; }

    /// <summary>When the next one is asked; null once acknowledged.</summary>
    public Instant? EscalatesAt { get; private set; }

    /// <summary>How often everybody was told.</summary>
    public int TimesUnanswered { get; private set; }

    /// <summary>Whom it was given to, the first first.</summary>
    public List<RiskAlertCall> Calls { get; private set; } = [];

    public bool IsOpen => AcknowledgedAt is null;

    /// <summary>
    /// Gives it to this lead, or, when there is nobody left to ask, counts that everybody is told. Five minutes either
    /// way.
    /// </summary>
    public void PassOn(PersonId? next, Instant now)
    {
        if (next is { } lead)
        {
            Owner = lead;
            Calls.Add(new RiskAlertCall(Id, Calls.Count + 1, lead, now));
        }
        else
        {
            TimesUnanswered++;
        }

        EscalatesAt = now + ToAcknowledge;
    }

    /// <summary>A lead, asked or not, takes it: from now on it is that person's.</summary>
    public Error? Acknowledge(PersonId by, Instant now)
    {
        if (!IsOpen)
        {
            return RiskAlertErrors.Taken;
        }

        (Owner, AcknowledgedBy, AcknowledgedAt) = (by, by, now);
        (OpenPersonId, EscalatesAt) = (null, null);
        return null;
    }
}

/// <summary>An alert was given to a lead.</summary>
internal sealed class RiskAlertCall
{
    private RiskAlertCall() { }

    public RiskAlertCall(ConcernId alertId, int number, PersonId leadId, Instant at)
    {
        AlertId = alertId;
        Number = number;
        LeadId = leadId;
        At = at;
    }

    public ConcernId AlertId { get; private set; }

    public int Number { get; private set; }

    public PersonId LeadId { get; private set; }

    public Instant At { get; private set; }
}

/// <summary>Until when a safeguarding lead answers alerts.</summary>
internal sealed class LeadShift : AggregateRoot
{
    public required PersonId LeadId { get; init; }

    public Instant Since { get; set; }

    /// <summary>In the past once the lead went off shift.</summary>
    public Instant Until { get; set; }
}

internal static class RiskAlertErrors
{
    /// <summary>Also for everybody outside the team.</summary>
    public static readonly Error NotFound = Error.NotFound("compliance.alert-not-found", "There is no such alert.");

    public static readonly Error Taken = Error.Conflict(
        "compliance.alert-taken",
        "Somebody of the team has this alert already."
    );
}
