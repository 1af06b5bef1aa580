using NodaTime;

namespace Telehealth.BuildingBlocks;

/// <summary>What pays for a booking.</summary>
public enum FundingKind
{
    /// <summary>Money of the client's own wallet.</summary>
    Wallet,

    /// <summary>One credit of a hub; the sponsor owes the price when the session was held (HUB-04, HUB-05).</summary>
    Credit,

    /// <summary>One visit of a partner's package; the partner owes the price (HUB-09).</summary>
    Visit,
}

/// <summary>What pays for a booking, and out of which fund.</summary>
/// <param name="Kind">Money, credit or visit.</param>
/// <param name="Fund">
/// The sponsor's channel, such as <c>hub.3f…</c> or <c>partner.nordica</c>: part of the accounts' names; null for the
/// client's own wallet. At most 40 of [a-z0-9.-].
/// </param>
/// <param name="Buyer">
/// Where the sponsor is when the booking is made: the tax on what it buys follows from it (RCP-03); null for the
/// client's own wallet.
/// </param>
/// <param name="PeriodEndsAt">
/// When the period that pays for the session ends; null where what pays does not expire (HUB-04).
/// </param>
public sealed record CoverFunding(FundingKind Kind, string? Fund, BusinessPlace? Buyer, Instant? PeriodEndsAt = null)
{
    /// <summary>Money of the client's own wallet.</summary>
    public static readonly CoverFunding OwnWallet = new(FundingKind.Wallet, null, null);
}

/// <summary>Where a business is, as far as the tax on what it buys asks.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="VatNumber">Its VAT or GST registration; null when it has none. At most 20 characters.</param>
public sealed record BusinessPlace(string Country, string? VatNumber);
