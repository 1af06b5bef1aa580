using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>The life of a cover: reserved with a time to live, confirmed without one, then one of three ends.</summary>
internal enum CoverState
{
    Reserved,
    Confirmed,
    Posted,
    Released,
    Expired,
}

/// <summary>What stands good.</summary>
internal enum CoverKind
{
    Money,

    /// <summary>Nothing: the row keeps a reservation out that may still be on its way.</summary>
    Refusal,
}

/// <summary>Money of a client's wallet set aside for a booking (commands.md, "Cover").</summary>
internal sealed class Cover : AggregateRoot
{
    private Cover() { }

    public CoverId Id { get; private set; }

    public CoverKind Kind { get; private set; }

    public CoverState State { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>The wallet it holds money of; a column, so that the checker compares holds in one statement.</summary>
    public string Account { get; private set; } = "";

    /// <summary>What is held while live, and what was held when it ended.</summary>
    public long AmountMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public Instant ExpiresAt { get; private set; }

    /// <summary>The fencing token: the highest attempt seen, 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>
    /// System time in microseconds: an owner that does not know the cover after two minutes never will.
    /// </summary>
    public long ReservedAtMicros { get; private set; }

    public bool OwnerKnown { get; private set; }

    public JournalId? JournalId { get; private set; }

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));

    public bool IsLive => State is CoverState.Reserved or CoverState.Confirmed;

    public static Cover Reserve(CoverId id, PersonId client, Money amount, Instant expiresAt, long systemMicros) =>
        new()
        {
            Id = id,
            Kind = CoverKind.Money,
            State = CoverState.Reserved,
            ClientId = client,
            Account = Accounts.ClientWallet(client),
            AmountMinor = amount.Minor,
            Currency = amount.Currency.Code,
            ExpiresAt = expiresAt,
            ReservedAtMicros = systemMicros,
        };

    /// <summary>A cover that was given up before it was reserved: a late reservation under this id loses.</summary>
    public static Cover Refuse(CoverId id, Instant now, long systemMicros) =>
        new()
        {
            Id = id,
            Kind = CoverKind.Refusal,
            State = CoverState.Released,
            ExpiresAt = now,
            ReservedAtMicros = systemMicros,
            OwnerKnown = true,
        };

    /// <summary>
    /// Confirms for an attempt and answers what is let go. Higher attempts take over, lower ones lose.
    /// </summary>
    public Result<Money> Confirm(int attempt, Money amount, Instant now)
    {
        if (!IsLive || (State == CoverState.Reserved && now >= ExpiresAt))
        {
            return CoverErrors.Ended;
        }

        if (attempt < Attempt || (attempt == Attempt && State == CoverState.Reserved))
        {
            return CoverErrors.AttemptSuperseded;
        }

        if (amount.Currency.Code != Currency || amount.Minor > AmountMinor || amount.Minor <= 0)
        {
            return CoverErrors.Mismatch;
        }

        if (attempt == Attempt)
        {
            return amount.Minor == AmountMinor ? Money.Zero(amount.Currency) : CoverErrors.Mismatch;
        }

        var freed = Amount - amount;
        State = CoverState.Confirmed;
        Attempt = attempt;
        AmountMinor = amount.Minor;
        OwnerKnown = true;
        return freed;
    }

    /// <summary>
    /// An attempt failed. Gives its confirmation back, to reserved while it may still live, and answers what is let go.
    /// An attempt whose confirmation never came is fenced off, so that it cannot come any more.
    /// </summary>
    public Money? FailAttempt(int attempt, Instant now)
    {
        if (State == CoverState.Reserved && attempt > Attempt)
        {
            Attempt = attempt;
            return null;
        }

        if (State != CoverState.Confirmed || attempt != Attempt)
        {
            return null;
        }

        if (now < ExpiresAt)
        {
            State = CoverState.Reserved;
            return null;
        }

        return End(CoverState.Released);
    }

    /// <summary>
    /// The booking of this attempt costs less than was set aside; answers what is let go, nothing the second time.
    /// </summary>
    public Money? Reduce(int attempt, Money price)
    {
        if (State != CoverState.Confirmed || attempt != Attempt || price.Minor >= AmountMinor)
        {
            return null;
        }

        var freed = Amount - price;
        AmountMinor = price.Minor;
        return freed;
    }

    /// <summary>Lets everything go; nothing when it has ended already.</summary>
    public Money? Release() => IsLive ? End(CoverState.Released) : null;

    /// <summary>Ends a reservation whose time is over; a confirmed cover has no such time.</summary>
    public Money? Expire(Instant now) =>
        State == CoverState.Reserved && now >= ExpiresAt ? End(CoverState.Expired) : null;

    /// <summary>The owner carries it in a request or booking.</summary>
    public void Claim() => OwnerKnown = true;

    /// <summary>
    /// The money moved. Only a confirmed cover of exactly this price can be posted; anything else means that a booking
    /// was confirmed without cover, which must stop the line rather than be smoothed over (WAL-03).
    /// </summary>
    public void Post(JournalId journal, Money price)
    {
        if (State != CoverState.Confirmed)
        {
            throw new InvalidOperationException($"Cover {Id} is {State}: it cannot be posted.");
        }

        if (price != Amount)
        {
            throw new InvalidOperationException($"Cover {Id} does not hold the price of its session.");
        }

        State = CoverState.Posted;
        JournalId = journal;
    }

    /// <summary>
    /// A part of the money moved, since the booking was cancelled late (MKT-17); answers the whole that was held, of which
    /// the rest is let go with the same posting.
    /// </summary>
    public Money PostPart(JournalId journal, Money kept)
    {
        var held = Amount;
        if (kept.Currency.Code != Currency || kept.Minor <= 0 || kept.Minor > held.Minor)
        {
            throw new InvalidOperationException($"Cover {Id} does not hold what is to be kept of it.");
        }

        Post(journal, held);
        AmountMinor = kept.Minor;
        return held;
    }

    private Money End(CoverState state)
    {
        State = state;
        return Amount;
    }
}

internal static class CoverErrors
{
    public static readonly Error InsufficientFunds = Error.Refused(
        "wallet.insufficient-funds",
        "The wallet's available balance does not cover this amount. Top up and try again."
    );

    public static readonly Error Ended = Error.Conflict(
        "wallet.cover-ended",
        "The money set aside for this has been let go. Start again."
    );

    public static readonly Error AttemptSuperseded = Error.Conflict(
        "wallet.attempt-superseded",
        "A later attempt to accept has taken over."
    );

    public static readonly Error Mismatch = Error.Conflict(
        "wallet.cover-mismatch",
        "The cover was reserved for another person or amount."
    );

    public static readonly Error NotFound = Error.NotFound("wallet.cover-not-found", "There is no such cover.");
}
