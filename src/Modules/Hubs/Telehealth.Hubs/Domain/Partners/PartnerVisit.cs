using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Partners;

/// <summary>Where a partner's visit stands.</summary>
public enum VisitState
{
    /// <summary>A provider is being found.</summary>
    Assigning,

    /// <summary>Nobody could take it.</summary>
    Failed,

    /// <summary>Booked with a provider.</summary>
    Booked,

    /// <summary>Held.</summary>
    Completed,

    /// <summary>The insured person did not come.</summary>
    NoShow,

    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>A line or a device failed and it could not be held: the visit went back.</summary>
    TechnicalFailure,
}

/// <summary>Why a partner does not agree with a no-show: a code, so that nothing clinical is written down.</summary>
public enum ContestReason
{
    /// <summary>The insured person says that nobody called.</summary>
    NobodyCalled,

    /// <summary>Another number was called.</summary>
    WrongNumber,

    /// <summary>A line or device failed.</summary>
    TechnicalProblem,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>One visit of an insured person: how its provider was found, and what became of it.</summary>
internal sealed class PartnerVisit : AggregateRoot
{
    private static readonly Duration ContestWithin = Duration.FromDays(5);

    // The provider has an hour after the end; then it is asked, and every day again (HUB-16).
    private static readonly Duration FirstChase = Duration.FromMinutes(Programme.VisitMinutes + 60);
    private static readonly Duration ChaseEvery = Duration.FromDays(1);

    // Far longer than any call waits, and than an attempt that died is resumed in (ADR 14).
    private static readonly Duration TakenUpWithin = Duration.FromMinutes(10);

    private PartnerVisit() { }

    public PartnerVisit(
        BookingRequestId id,
        ProgrammeId programme,
        PersonId person,
        string mode,
        Instant startsAt,
        Instant now
    )
    {
        Id = id;
        ProgrammeId = programme;
        PersonId = person;
        Mode = mode;
        StartsAt = startsAt;
        DrawnAt = now;
    }

    /// <summary>Order of creation: what cursors page by.</summary>
    public long Sequence { get; private set; }
    public BookingRequestId Id { get; private set; }
    public ProgrammeId ProgrammeId { get; private set; }
    public PersonId PersonId { get; private set; }
    public string Mode { get; private set; } = "";
    public Instant StartsAt { get; private set; }
    public VisitState State { get; private set; }

    /// <summary>What the draw was made with; null when a provider was named.</summary>
    public string? Seed { get; private set; }

    /// <summary>The candidates of the draw as JSON; a named provider is its only one.</summary>
    public string Candidates { get; private set; } = "";
    public Instant DrawnAt { get; private set; }
    public BookingId? BookingId { get; private set; }
    public string? Number { get; private set; }
    public ProviderId? ProviderId { get; private set; }
    public Instant? EndedAt { get; private set; }

    /// <summary>When its provider is asked, or asked again, what became of it; null once that is known.</summary>
    public Instant? ChaseAt { get; private set; }
    public ContestReason? ContestReason { get; private set; }
    public Instant? ContestedAt { get; private set; }

    /// <summary>Two no-shows in a row of one provider are looked at by a person (HUB-15).</summary>
    public Instant? ReviewOpenedAt { get; private set; }

    /// <summary>When somebody looked and let the no-show stand.</summary>
    public Instant? ReviewClosedAt { get; private set; }

    public Instant? ContestableUntil => State == VisitState.NoShow ? EndedAt + ContestWithin : null;

    public PartnerVisit Among(string? seed, string candidates)
    {
        Seed = seed;
        Candidates = candidates;
        return this;
    }

    public Instant FirstChasedAt() => StartsAt + FirstChase;

    /// <summary>True when its booking died before it had a provider, and nobody took it up again.</summary>
    public bool IsAbandoned(Instant now) => State == VisitState.Assigning && DrawnAt + TakenUpWithin <= now;

    /// <summary>True when its provider is to be asked now; the next time is a day later.</summary>
    public bool Chase(Instant now)
    {
        if (ChaseAt is not { } due || due > now)
        {
            return false;
        }

        var days = Math.Floor((now - due) / ChaseEvery) + 1;
        ChaseAt = due + (ChaseEvery * (long)days);
        return true;
    }

    public void OpenReview(Instant now) => ReviewOpenedAt ??= now;

    /// <summary>Somebody looked at it and lets the no-show stand. Again changes nothing.</summary>
    public Error? CloseReview(Instant now)
    {
        if (ReviewOpenedAt is null)
        {
            return PartnerErrors.NothingToReview;
        }

        ReviewClosedAt ??= now;
        return null;
    }

    public Error? Contest(ContestReason reason, Instant now)
    {
        if (ContestableUntil is not { } until)
        {
            return PartnerErrors.NotANoShow;
        }

        if (ContestedAt is not null)
        {
            return ContestReason == reason ? null : PartnerErrors.ContestedAlready;
        }

        if (now > until)
        {
            return PartnerErrors.ContestTooLate(until);
        }

        ContestReason = reason;
        ContestedAt = now;
        OpenReview(now);
        // What was looked at before the partner spoke up is looked at again.
        ReviewClosedAt = null;
        return null;
    }
}

/// <summary>One step of an insured person's time that a visit takes; its key lets one visit have it.</summary>
internal sealed class VisitClaim
{
    public required PersonId PersonId { get; init; }

    /// <summary>Unix seconds / 300.</summary>
    public required long Step { get; init; }

    public required BookingRequestId VisitId { get; init; }
}
