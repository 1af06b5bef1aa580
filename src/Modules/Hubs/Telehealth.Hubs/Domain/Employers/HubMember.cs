using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>Whether somebody belongs to a hub.</summary>
public enum MemberState
{
    /// <summary>May book.</summary>
    Active,

    /// <summary>Left or was removed; sessions booked before stand.</summary>
    Removed,
}

/// <summary>An employee who proved the work address. Changed by conditional updates alone.</summary>
internal sealed class HubMember
{
    private const int FurthestPeriods = 36;

    private HubMember() { }

    public HubMember(Guid id, HubId hub, PersonId person, string workEmail, int periodMonths, Instant now)
    {
        Id = id;
        HubId = hub;
        PersonId = person;
        WorkEmail = workEmail;
        JoinedAt = now;
        PeriodEndsAt = EndOfPeriod(now, periodMonths, 0);
    }

    public long Sequence { get; private set; }
    public Guid Id { get; private set; }
    public HubId HubId { get; private set; }
    public PersonId PersonId { get; private set; }

    /// <summary>Lower-case; one membership per address and hub.</summary>
    public string WorkEmail { get; private set; } = "";
    public MemberState State { get; private set; }
    public Instant JoinedAt { get; private set; }

    /// <summary>From 0: how many periods went by since the member joined.</summary>
    public int Period { get; private set; }
    public Instant PeriodEndsAt { get; private set; }

    /// <summary>
    /// The period that pays for a session: the one its start lies in, this one or one to come. Bookings reach no
    /// further than <see cref="FurthestPeriods"/>.
    /// </summary>
    public (Instant From, Instant Until) PeriodPaying(Instant startsAt, int months)
    {
        var (from, until) = (JoinedAt, PeriodEndsAt);
        for (var ahead = 1; until <= startsAt && ahead <= FurthestPeriods; ahead++)
        {
            (from, until) = (until, EndOfPeriod(JoinedAt, months, Period + ahead));
        }

        return (from, until);
    }

    /// <summary>Counted from the day of joining, so that the 31st does not wander.</summary>
    public static Instant EndOfPeriod(Instant joined, int months, int period) =>
        joined.InUtc().LocalDateTime.PlusMonths(months * (period + 1)).InUtc().ToInstant();
}

/// <summary>Whether a claim still waits for its code.</summary>
internal enum ClaimState
{
    Open,
    Proven,
}

/// <summary>Somebody says to own a work address, and has a few tries to prove it.</summary>
internal sealed class MembershipClaim
{
    public const int MostTries = 5;
    public const int MostPerDay = 5;

    /// <summary>Mails that one address may get in a day, whoever asks for them.</summary>
    public const int MostPerAddressAndDay = 5;

    public static readonly Duration Lifetime = Duration.FromMinutes(30);

    public Guid Id { get; init; }
    public HubId HubId { get; init; }
    public PersonId PersonId { get; init; }
    public string WorkEmail { get; init; } = "";

    /// <summary>The day in UTC and which of the address's mails of that day it is; unique together.</summary>
    public LocalDate Day { get; init; }
    public int NumberOfDay { get; init; }
    public ClaimState State { get; init; }

    /// <summary>Null until the mail is written; the newest code counts.</summary>
    public string? CodeHash { get; init; }
    public int Tries { get; init; }
    public Instant CreatedAt { get; init; }
    public Instant ExpiresAt { get; init; }
}
