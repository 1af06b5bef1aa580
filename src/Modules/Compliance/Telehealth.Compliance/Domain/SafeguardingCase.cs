using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

/// <summary>How soon somebody has to act on a concern (COM-05).</summary>
public enum ConcernSeverity
{
    /// <summary>Somebody is in danger now: the emergency services first, then the team.</summary>
    ImmediateDanger,

    /// <summary>The team decides on the same day.</summary>
    SameDay,

    /// <summary>The team decides by the evening of the next working day.</summary>
    NextWorkingDay,
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>Nobody has taken it on yet.</summary>
    Raised,

    /// <summary>A lead works on it.</summary>
    Open,

    /// <summary>Somebody wants to close it; a second person decides.</summary>
    Closing,

    /// <summary>Closed by two people.</summary>
    Closed,
}

/// <summary>What has to happen next, until when.</summary>
public enum CaseStep
{
    /// <summary>A lead takes it on, within 30 minutes.</summary>
    Acknowledge,

    /// <summary>The lead decides: no further action, advice, or a referral.</summary>
    Decide,

    /// <summary>A referral made by phone is confirmed in writing, within 48 hours.</summary>
    ConfirmReferral,

    /// <summary>The authority says what it does, within a working day; else the lead chases.</summary>
    HearFromAuthority,

    /// <summary>The lead follows up, and closes when nothing is left to do.</summary>
    FollowUp,

    /// <summary>A second person closes it or opens it again.</summary>
    ConfirmClosing,

    /// <summary>Nothing: the case is closed.</summary>
    Nothing,
}

/// <summary>
/// One safeguarding concern and all that was done about it (COM-05). What it says is sealed under a key of the case's
/// own: it outlives the erasure of the person it is about. Only the clock and who works on it stand in the open.
/// </summary>
internal sealed class SafeguardingCase : AggregateRoot
{
    private static readonly Duration ToAcknowledge = Duration.FromMinutes(30);
    private static readonly Duration LeastTimeToDecide = Duration.FromHours(1);
    private static readonly Duration ToConfirmInWriting = Duration.FromHours(48);
    private static readonly Duration LongestSilence = Duration.FromHours(24);
    private const int FollowUpDays = 5;
    private const int ClosingDays = 2;

    private SafeguardingCase() { }

    public SafeguardingCase(Guid id, PersonId raisedBy, ConcernSeverity severity, byte[] sealedRecord, Instant now)
    {
        Id = id;
        RaisedBy = raisedBy;
        Severity = severity;
        SealedRecord = sealedRecord;
        RaisedAt = now;
        Expect(CaseStep.Acknowledge, now + ToAcknowledge);
    }

    /// <summary>Order of raising.</summary>
    public long Sequence { get; private set; }

    public Guid Id { get; private set; }

    public PersonId RaisedBy { get; private set; }

    public Instant RaisedAt { get; private set; }

    public ConcernSeverity Severity { get; private set; }

    /// <summary>The <see cref="ConcernRecord"/>.</summary>
    public byte[] SealedRecord { get; private set; } = [];

    public CaseState State { get; private set; } = CaseState.Raised;

    public PersonId? Lead { get; private set; }

    /// <summary>Who wants to close it; somebody else decides.</summary>
    public PersonId? ClosingBy { get; private set; }

    public CaseStep NextStep { get; private set; }

    /// <summary>Until when; null once closed.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>When the team is told next that nobody acted; null once closed.</summary>
    public Instant? EscalatesAt { get; private set; }

    /// <summary>How often it was told for this step.</summary>
    public int Escalations { get; private set; }

    /// <summary>Number of the last line of the log.</summary>
    public int Entries { get; private set; }

    public Instant? ClosedAt { get; private set; }

    /// <summary>The vault's name for the case's own key.</summary>
    public static PersonId KeyOf(Guid id) => new(Ids.Derive("compliance.case-key", id.ToString()));

    /// <summary>Takes the case on, or over from another lead.</summary>
    public Error? Acknowledge(PersonId by, Instant now, WorkingTime time)
    {
        if (State is CaseState.Closing or CaseState.Closed || Lead == by)
        {
            return CaseErrors.NotNow;
        }

        if (State == CaseState.Raised)
        {
            Expect(CaseStep.Decide, DecideBy(now, time));
        }

        State = CaseState.Open;
        Lead = by;
        return null;
    }

    /// <summary>No further action, or advice to whoever raised it.</summary>
    public Error? Decide(Instant now, WorkingTime time) => Go(CaseStep.FollowUp, time.EveningAfter(now, FollowUpDays));

    /// <summary>An authority was told by phone.</summary>
    public Error? Refer(Instant phonedAt) => Go(CaseStep.ConfirmReferral, phonedAt + ToConfirmInWriting);

    /// <summary>What was said by phone went out in writing.</summary>
    public Error? ConfirmReferral(Instant now, WorkingTime time) =>
        NextStep == CaseStep.ConfirmReferral
            ? Go(CaseStep.HearFromAuthority, time.EveningAfter(now, 1))
            : CaseErrors.NotNow;

    /// <summary>The authority said what it does.</summary>
    public Error? HearFromAuthority(Instant now, WorkingTime time) =>
        NextStep == CaseStep.HearFromAuthority
            ? Go(CaseStep.FollowUp, time.EveningAfter(now, FollowUpDays))
            : CaseErrors.NotNow;

    /// <summary>A note may be added at any time until the case is closed.</summary>
    public Error? Note() => State is CaseState.Closed ? CaseErrors.NotNow : null;

    public Error? ProposeClosing(PersonId by, Instant now, WorkingTime time)
    {
        // A referral that is still due, or a decision nobody made, is not closed over.
        if (NextStep != CaseStep.FollowUp)
        {
            return CaseErrors.NotNow;
        }

        State = CaseState.Closing;
        ClosingBy = by;
        Expect(CaseStep.ConfirmClosing, time.EveningAfter(now, ClosingDays));
        return null;
    }

    /// <summary>The second person's answer.</summary>
    public Error? AnswerClosing(PersonId by, bool agreed, Instant now, WorkingTime time)
    {
        if (State != CaseState.Closing)
        {
            return CaseErrors.NotNow;
        }

        if (ClosingBy == by)
        {
            return CaseErrors.SecondPerson;
        }

        ClosingBy = null;
        if (!agreed)
        {
            State = CaseState.Open;
            Expect(CaseStep.FollowUp, time.EveningAfter(now, FollowUpDays));
            return null;
        }

        State = CaseState.Closed;
        (NextStep, DueAt, EscalatesAt, ClosedAt) = (CaseStep.Nothing, null, null, now);
        return null;
    }

    /// <summary>
    /// Nobody acted in time: the team is told, and again after 30 minutes, an hour, two, up to a day.
    /// </summary>
    public bool Escalate(Instant now)
    {
        if (EscalatesAt is not { } due || due > now)
        {
            return false;
        }

        var pause = ToAcknowledge * (1 << Math.Min(Escalations, 6));
        EscalatesAt = now + (pause < LongestSilence ? pause : LongestSilence);
        Escalations++;
        return true;
    }

    public int NextEntry() => ++Entries;

    private Error? Go(CaseStep next, Instant due)
    {
        if (State != CaseState.Open)
        {
            return CaseErrors.NotNow;
        }

        Expect(next, due);
        return null;
    }

    private Instant DecideBy(Instant now, WorkingTime time)
    {
        var due = Severity switch
        {
            ConcernSeverity.ImmediateDanger => RaisedAt + LeastTimeToDecide,
            ConcernSeverity.SameDay => time.EndOfDay(RaisedAt),
            _ => time.EveningAfter(RaisedAt, 1),
        };
        // Taken on too late to be in time: it is due, and said so at once.
        return due < now ? now : due;
    }

    private void Expect(CaseStep step, Instant due)
    {
        NextStep = step;
        DueAt = due;
        EscalatesAt = due;
        Escalations = 0;
    }
}

internal static class CaseErrors
{
    /// <summary>Also for everybody outside the team: not even that there is a case is told.</summary>
    public static readonly Error NotFound = Error.NotFound("compliance.case-not-found", "There is no such case.");

    public static readonly Error NotNow = Error.Conflict(
        "compliance.case-step-not-now",
        "This is not what comes next in the case. Please look at it again."
    );

    public static readonly Error NotIndependent = Error.Conflict(
        "compliance.not-independent",
        "You and whoever asked to close it were brought in by the same administrator, or one by the other. Another "
            + "lead must agree."
    );

    public static readonly Error SecondPerson = Error.Conflict(
        "compliance.case-second-person",
        "A second person of the team closes the case or opens it again."
    );

    public static readonly Error NotYours = Error.NotFound(
        "compliance.session-not-found",
        "There is no such session of yours."
    );
}
