using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>Why credits are given or taken.</summary>
internal enum AllotmentKind
{
    /// <summary>The period's allowance.</summary>
    Period,

    /// <summary>Added by HR.</summary>
    TopUp,

    /// <summary>The member left: what is neither used nor reserved goes back to the sponsor.</summary>
    TakeBack,
}

/// <summary>
/// What Hubs orders of Wallet, in the transaction that decides it; carried out afterwards, in order per member. Its id
/// is the grant's, so a repeat changes nothing.
/// </summary>
internal sealed class Allotment
{
    private Allotment() { }

    public Allotment(Guid id, HubMember member, AllotmentKind kind, long credits, int period, Instant now)
    {
        Id = id;
        HubId = member.HubId;
        MemberId = member.Id;
        PersonId = member.PersonId;
        Kind = kind;
        Credits = credits;
        Period = period;
        MadeAt = now;
    }

    public long Sequence { get; private set; }
    public Guid Id { get; private set; }
    public HubId HubId { get; private set; }
    public Guid MemberId { get; private set; }
    public PersonId PersonId { get; private set; }
    public AllotmentKind Kind { get; private set; }

    /// <summary>Zero for a take-back: how much that was is between the member and the ledger.</summary>
    public long Credits { get; private set; }
    public int Period { get; private set; }

    /// <summary>Of a period's allowance: how many unused credits go over into it, and when it runs.</summary>
    public int CarryOverCap { get; private set; }
    public Instant? PeriodFrom { get; private set; }
    public Instant? PeriodUntil { get; private set; }
    public bool Done { get; private set; }
    public Instant MadeAt { get; private set; }

    /// <summary>The allowance of a period; the same one of the same member is the same grant.</summary>
    public static Allotment OfPeriod(HubMember member, int period, CreditPolicy credits, Instant from, Instant now) =>
        new(IdOf(member.Id, AllotmentKind.Period, period), member, AllotmentKind.Period, credits.PerPeriod, period, now)
        {
            CarryOverCap = credits.CarryOverCap,
            PeriodFrom = from,
            PeriodUntil = HubMember.EndOfPeriod(member.JoinedAt, credits.PeriodMonths, period),
        };

    /// <summary>Beyond any period's own order.</summary>
    public static Allotment OfLeaving(HubMember member, Instant now) =>
        new(
            IdOf(member.Id, AllotmentKind.TakeBack, member.Period + 1),
            member,
            AllotmentKind.TakeBack,
            0,
            member.Period + 1,
            now
        );

    private static Guid IdOf(Guid member, AllotmentKind kind, int period) =>
        Ids.Derive("hubs", "allotment", member.ToString(), kind.ToString(), $"{period}");
}

/// <summary>How far a booked session of a hub has come, for aggregates only.</summary>
internal enum HubSessionState
{
    Booked,
    Held,
}

/// <summary>A session booked through a hub: no provider, no time beyond its month.</summary>
internal sealed class HubSession
{
    public BookingId BookingId { get; init; }
    public HubId HubId { get; init; }
    public PersonId PersonId { get; init; }
    public string Category { get; init; } = "";

    /// <summary>The first day of the month it starts in.</summary>
    public LocalDate Month { get; init; }
    public HubSessionState State { get; init; }
}
