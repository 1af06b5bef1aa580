using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// Money of a client's wallet, or one unit of a sponsor's fund, set aside for a booking (commands.md, "Cover").
/// </summary>
internal sealed class Cover : AggregateRoot
{
    private Cover() { }

    public CoverId Id { get; private set; }

    public CoverKind Kind { get; private set; }

    public CoverState State { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>What it holds from; a column, so that the checker compares holds in one statement.</summary>
    public string Account { get; private set; } = "";

    /// <summary>
    /// What is held while live; once posted, what of it was taken; else what was held when it ended.
    /// </summary>
    public long AmountMinor { get; private set; }

    public string Commodity { get; private set; } = "";

    /// <summary>Whose credit or visit it is; null for a wallet.</summary>
    public string? Fund { get; private set; }

    /// <summary>The price one unit stands good for; null for a wallet, where the amount is the price.</summary>
    public long? PriceMinor { get; private set; }

    public string? PriceCurrency { get; private set; }

    /// <summary>Where the sponsor was when it was set aside; null for a wallet.</summary>
    public string? BuyerCountry { get; private set; }

    public string? BuyerVatNumber { get; private set; }

    /// <summary>
    /// When the period that pays for the session ends: let go later, the credit has expired. Null for what does not.
    /// </summary>
    public Instant? PeriodEndsAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    /// <summary>The fencing token: the highest attempt seen, 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>
    /// System time in microseconds: an owner that does not know the cover after two minutes never will.
    /// </summary>
    public long ReservedAtMicros { get; private set; }

    public bool OwnerKnown { get; private set; }

    public JournalId? JournalId { get; private set; }

    public Quantity Amount => new(AmountMinor, Commodity);

    public Money Price => new(PriceMinor ?? AmountMinor, Currency.Of(PriceCurrency ?? Commodity));

    public SponsorFund? Sponsor => Fund is null ? null : new(FundingKind, Fund);

    public BusinessPlace? Buyer => BuyerCountry is null ? null : new(BuyerCountry, BuyerVatNumber);

    public FundingKind FundingKind =>
        Kind switch
        {
            CoverKind.Credit => FundingKind.Credit,
            CoverKind.Visit => FundingKind.Visit,
            _ => FundingKind.Wallet,
        };

    /// <summary>Who owes the price once the session was held.</summary>
    public string Payer => Sponsor?.Receivable ?? Account;

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
            Commodity = amount.Currency.Code,
            ExpiresAt = expiresAt,
            ReservedAtMicros = systemMicros,
        };

    /// <summary>One unit of a fund, whatever the price it stands good for.</summary>
    public static Cover Reserve(
        CoverId id,
        PersonId member,
        CoverFunding sponsor,
        Money price,
        Instant expiresAt,
        long systemMicros
    )
    {
        var fund = SponsorFund.Of(sponsor)!;
        return new()
        {
            Id = id,
            Kind = fund.Kind == FundingKind.Credit ? CoverKind.Credit : CoverKind.Visit,
            State = CoverState.Reserved,
            ClientId = member,
            Account = fund.Of(member),
            AmountMinor = 1,
            Commodity = fund.Commodity,
            Fund = fund.Name,
            PriceMinor = price.Minor,
            PriceCurrency = price.Currency.Code,
            BuyerCountry = sponsor.Buyer!.Country,
            BuyerVatNumber = sponsor.Buyer.VatNumber,
            PeriodEndsAt = sponsor.PeriodEndsAt,
            ExpiresAt = expiresAt,
            ReservedAtMicros = systemMicros,
        };
    }

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
    /// Confirms for an attempt and answers what is let go. Higher attempts take over, lower ones lose. One unit stands
    /// good for any amount.
    /// </summary>
    public Result<Quantity> Confirm(int attempt, Money amount, Instant now)
    {
        if (!IsLive || (State == CoverState.Reserved && now >= ExpiresAt))
        {
            return CoverErrors.Ended;
        }

        if (attempt < Attempt || (attempt == Attempt && State == CoverState.Reserved))
        {
            return CoverErrors.AttemptSuperseded;
        }

        var wanted = Fund is null ? amount : Amount;
        if (wanted.Commodity != Commodity || wanted.Minor > AmountMinor || wanted.Minor <= 0)
        {
            return CoverErrors.Mismatch;
        }

        var freed = Amount with { Minor = AmountMinor - wanted.Minor };
        if (attempt == Attempt)
        {
            return freed.IsZero ? freed : CoverErrors.Mismatch;
        }

        State = CoverState.Confirmed;
        Attempt = attempt;
        AmountMinor = wanted.Minor;
        OwnerKnown = true;
        return freed;
    }

    /// <summary>
    /// An attempt failed. Gives its confirmation back, to reserved while it may still live, and answers what is let go.
    /// An attempt whose confirmation never came is fenced off, so that it cannot come any more.
    /// </summary>
    public Quantity? FailAttempt(int attempt, Instant now)
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
    public Quantity? Reduce(int attempt, Money price)
    {
        if (
            Kind != CoverKind.Money
            || State != CoverState.Confirmed
            || attempt != Attempt
            || price.Minor >= AmountMinor
        )
        {
            return null;
        }

        var freed = new Quantity(AmountMinor - price.Minor, Commodity);
        AmountMinor = price.Minor;
        return freed;
    }

    /// <summary>Lets everything go; nothing when it has ended already.</summary>
    public Quantity? Release() => IsLive ? End(CoverState.Released) : null;

    /// <summary>Ends a reservation whose time is over; a confirmed cover has no such time.</summary>
    public Quantity? Expire(Instant now) =>
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

        if (price != Price)
        {
            throw new InvalidOperationException($"Cover {Id} does not hold the price of its session.");
        }

        State = CoverState.Posted;
        JournalId = journal;
    }

    /// <summary>
    /// What is kept of the price moved, all or a part of it (MKT-17), and the unit is used up or not (HUB-05). Answers
    /// what was held, of which the rest is let go with the same posting.
    /// </summary>
    public Quantity Post(JournalId journal, Money price, Money kept, bool usesUp)
    {
        var held = Amount;
        if (kept.Currency != price.Currency || kept.IsNegative || kept > price || (kept.IsZero && !usesUp))
        {
            throw new InvalidOperationException($"Cover {Id} does not hold what is to be kept of it.");
        }

        Post(journal, price);
        AmountMinor =
            Fund is null ? kept.Minor
            : usesUp ? held.Minor
            : 0;
        return held;
    }

    /// <summary>The unit leaves the member's account for good.</summary>
    public Entry[] UsedUp() =>
        Sponsor is { } fund ? [Entry.Debit(Account, Amount), Entry.Credit(fund.Used, Amount)] : [];

    private Quantity End(CoverState state)
    {
        State = state;
        return Amount;
    }
}
