using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Wallet.Domain;

/// <summary>What a provider earned with one cover, with the whole split it came from (WAL-04).</summary>
internal sealed class EarningLine
{
    private EarningLine() { }

    public EarningLine(
        CoverId cover,
        ProviderId provider,
        BookingId booking,
        string bookingNumber,
        JournalId journal,
        TakeHome split,
        Instant suppliedAt,
        Instant earnedAt
    )
    {
        CoverId = cover;
        ProviderId = provider;
        BookingId = booking;
        BookingNumber = bookingNumber;
        JournalId = journal;
        Currency = split.Price.Currency.Code;
        PriceMinor = split.Price.Minor;
        CommissionNetMinor = split.CommissionNet.Minor;
        CommissionVatMinor = split.CommissionVat.Minor;
        ShareMinor = split.ProviderShare.Minor;
        SuppliedAt = suppliedAt;
        EarnedAt = earnedAt;
    }

    public long Sequence { get; private set; }

    public CoverId CoverId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public BookingId BookingId { get; private set; }

    public string BookingNumber { get; private set; } = "";

    public JournalId JournalId { get; private set; }

    public string Currency { get; private set; } = "";

    public long PriceMinor { get; private set; }

    public long CommissionNetMinor { get; private set; }

    public long CommissionVatMinor { get; private set; }

    public long ShareMinor { get; private set; }

    public Instant SuppliedAt { get; private set; }

    public Instant EarnedAt { get; private set; }
}
