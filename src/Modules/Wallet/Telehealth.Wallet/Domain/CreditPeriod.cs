using NodaTime;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// The period of a person's credits that runs (HUB-04). What is reserved counts in the period that pays for its
/// session, so nothing is carried over by being reserved. Whoever changes it holds the account's floor row.
/// </summary>
internal sealed class CreditPeriod
{
    private CreditPeriod() { }

    public CreditPeriod(string account, string commodity)
    {
        Account = account;
        Commodity = commodity;
    }

    public string Account { get; private set; } = "";

    public string Commodity { get; private set; } = "";

    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    /// <summary>Given for this period, what was added to it included.</summary>
    public long Allotted { get; private set; }

    /// <summary>The most that goes over into it.</summary>
    public long Cap { get; private set; }

    /// <summary>How many of the earlier periods' credits count in it.</summary>
    public long CarriedOver { get; private set; }

    /// <summary>
    /// The next period begins. Of what is unused so much goes over as the cap leaves beside what is reserved for
    /// sessions to come; answers how many expire.
    /// </summary>
    public long Begin(CreditAllotment allotment, long unused, long reservedAhead)
    {
        var over = Math.Clamp(allotment.CarryOverCap - reservedAhead, 0, unused);
        Set(allotment.From, allotment.Until, allotment.Credits, allotment.CarryOverCap, over + reservedAhead);
        return unused - over;
    }

    /// <summary>A membership begins: nothing of an earlier one goes over, now or later.</summary>
    public long Open(CreditAllotment allotment, long unused)
    {
        Set(allotment.From, allotment.Until, allotment.Credits, allotment.CarryOverCap, allotment.CarryOverCap);
        return unused;
    }

    /// <summary>The membership ended: whatever is let go from now on goes back to the sponsor.</summary>
    public void Close(Instant now) => Set(now, now, 0, 0, 0);

    public void Add(long credits) => Allotted += credits;

    /// <summary>True when a session is paid by a period to come.</summary>
    public bool IsAhead(Instant periodEndsAt) => periodEndsAt > EndsAt;

    /// <summary>Today's credits pay for later sessions only as far as they go over.</summary>
    public bool CanKeepAhead(long reservedAhead) => reservedAhead < Cap;

    /// <summary>
    /// A reserved credit is let go. True when it expires: its period is over, and as many as the cap allows have gone
    /// over already.
    /// </summary>
    public bool Expires(Instant periodEndsAt)
    {
        if (periodEndsAt > StartsAt)
        {
            return false;
        }

        if (CarriedOver >= Cap)
        {
            return true;
        }

        CarriedOver++;
        return false;
    }

    private void Set(Instant from, Instant until, long allotted, long cap, long carriedOver)
    {
        StartsAt = from;
        EndsAt = until;
        Allotted = allotted;
        Cap = cap;
        CarriedOver = carriedOver;
    }
}

/// <summary>What a period begins with.</summary>
internal sealed record CreditAllotment(long Credits, int CarryOverCap, Instant From, Instant Until);
