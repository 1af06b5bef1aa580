using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// What a provider earned with one cover, with the whole split it came from (WAL-04). It matures, and withdrawals take
/// it, whole or in parts; both happen by conditional updates, so there is no method here that does (WAL-07, WAL-18).
/// </summary>
internal sealed class EarningLine
{
    private EarningLine() { }

    public EarningLine(
        SessionSettlement settlement,
        OutcomeRow outcome,
        JournalId journal,
        Instant earnedAt,
        Instant availableAt
    )
    {
        var (session, split, saleTax) = settlement;
        CoverId = session.CoverId;
        ProviderId = session.ProviderId;
        BookingId = session.BookingId;
        BookingNumber = session.BookingNumber;
        ServiceName = session.ServiceName;
        PlatformSupplied = session.PlatformSupplied;
        OutcomeRow = outcome.Id;
        JournalId = journal;
        Currency = split.Price.Currency.Code;
        PriceMinor = split.Price.Minor;
        CommissionNetMinor = split.CommissionNet.Minor;
        CommissionVatMinor = split.CommissionVat.Minor;
        ShareMinor = split.ProviderShare.Minor;
        SaleTaxMinor = saleTax.Minor;
        SuppliedAt = session.SuppliedAt;
        EarnedAt = earnedAt;
        AvailableAt = availableAt;
    }

    public long Sequence { get; private set; }

    public CoverId CoverId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public BookingId BookingId { get; private set; }

    public string BookingNumber { get; private set; } = "";

    /// <summary>Neutral: it is printed on documents.</summary>
    public string ServiceName { get; private set; } = "";

    /// <summary>True when the platform sold the session, so that the provider supplied the platform.</summary>
    public bool PlatformSupplied { get; private set; }

    /// <summary>Which row of the outcome table applied (WAL-16).</summary>
    public string OutcomeRow { get; private set; } = "";

    public JournalId JournalId { get; private set; }

    public string Currency { get; private set; } = "";

    public long PriceMinor { get; private set; }

    public long CommissionNetMinor { get; private set; }

    public long CommissionVatMinor { get; private set; }

    public long ShareMinor { get; private set; }

    /// <summary>Output tax inside the price of what the platform sold; zero under agency.</summary>
    public long SaleTaxMinor { get; private set; }

    public Instant SuppliedAt { get; private set; }

    public Instant EarnedAt { get; private set; }

    /// <summary>From when it may be withdrawn, by the channel's policy.</summary>
    public Instant AvailableAt { get; private set; }

    /// <summary>When the job made it withdrawable; null before.</summary>
    public Instant? MaturedAt { get; private set; }

    /// <summary>What withdrawals have taken of <see cref="ShareMinor"/>: each penny once.</summary>
    public long AllocatedMinor { get; private set; }

    public Money Share => new(ShareMinor, BuildingBlocks.Currency.Of(Currency));
}

/// <summary>The session an earning is for.</summary>
internal sealed record EarnedSession(
    CoverId CoverId,
    ProviderId ProviderId,
    BookingId BookingId,
    string BookingNumber,
    string ServiceName,
    bool PlatformSupplied,
    Instant SuppliedAt
);
