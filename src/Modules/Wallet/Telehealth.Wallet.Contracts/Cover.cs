using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Contracts;

/// <summary>
/// Sets money of the client's wallet aside, or one credit or visit of a fund, for a time. Idempotent by
/// <see cref="CoverId"/>.
/// </summary>
/// <param name="CoverId">Derived by the caller, so that a retry reaches the same cover.</param>
/// <param name="ClientId">Whose wallet, credit or visit.</param>
/// <param name="Amount">The price; above zero. A credit stands good for it, whatever it is.</param>
/// <param name="Minutes">Time to live on the business clock.</param>
/// <param name="Funding">What pays; null for the client's own wallet.</param>
[InternalRequest]
public sealed record ReserveCover(
    CoverId CoverId,
    PersonId ClientId,
    Money Amount,
    int Minutes,
    CoverFunding? Funding = null
) : ICommand<ReservedCover>;

/// <summary>
/// A cover is reserved. Errors: <c>wallet.insufficient-funds</c>, <c>wallet.credits-come-later</c>,
/// <c>wallet.cover-ended</c>.
/// </summary>
/// <param name="CoverId">The cover.</param>
/// <param name="ExpiresAt">The stored expiry; a request's deadline is 15 minutes earlier.</param>
public sealed record ReservedCover(CoverId CoverId, Instant ExpiresAt);

/// <summary>
/// Confirms a reserved cover for an attempt to accept. The attempt is a fencing token: a higher one takes the cover
/// over, the same one is answered the same, a lower one is refused with <c>wallet.attempt-superseded</c>.
/// </summary>
/// <param name="CoverId">The cover.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Amount">At most what is reserved; the rest is released.</param>
[InternalRequest]
public sealed record ConfirmCover(CoverId CoverId, int Attempt, Money Amount) : ICommand<ConfirmedCover>;

/// <summary>A cover is confirmed: it ends only by post, void, release of that attempt, or staff.</summary>
/// <param name="CoverId">The cover.</param>
/// <param name="Attempt">The attempt it stands for.</param>
public sealed record ConfirmedCover(CoverId CoverId, int Attempt);

/// <summary>What a provider takes home of a price under a policy, to the minor unit (MKT-04).</summary>
/// <param name="ProviderId">Whose take-home: where it is decides whether the commission carries VAT.</param>
/// <param name="Price">What the client pays.</param>
/// <param name="CommissionBasisPoints">The platform's share, VAT included.</param>
/// <param name="CommissionVatBasisPoints">The policy's VAT rate inside the commission, where it carries any.</param>
[InternalRequest]
public sealed record QuoteTakeHome(
    ProviderId ProviderId,
    Money Price,
    int CommissionBasisPoints,
    int CommissionVatBasisPoints
) : IQuery<TakeHome>;

/// <summary>The split of a price; the parts add up to the price.</summary>
/// <param name="Price">What the client pays.</param>
/// <param name="CommissionNet">
/// The platform's commission without VAT; of a session the platform sells, all it keeps.
/// </param>
/// <param name="CommissionVat">The VAT on the commission; zero when the platform sells.</param>
/// <param name="ProviderShare">What the provider takes home.</param>
public sealed record TakeHome(Money Price, Money CommissionNet, Money CommissionVat, Money ProviderShare);

/// <summary>
/// A cover was posted: the client or its sponsor pays, the provider earned. Partition: the cover.
/// </summary>
/// <param name="CoverId">The cover.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="JournalId">The journal transaction.</param>
/// <param name="ClientId">Whose session it was; who paid, when funded by the own wallet.</param>
/// <param name="ProviderId">Who earned.</param>
/// <param name="ServiceName">Neutral name of the service as printed on documents.</param>
/// <param name="SuppliedAt">The start of the session, or when it was cancelled: see the outcome.</param>
/// <param name="PostedAt">When the money moved.</param>
/// <param name="Split">The split that was posted.</param>
/// <param name="SaleTax">Output tax inside the price when the platform sells; zero under agency.</param>
/// <param name="PolicyId">Channel policy.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Funding">
/// What paid. A sponsor is invoiced for all its sessions together; its people get no receipt.
/// </param>
/// <param name="Fund">The sponsor's fund; null for the client's own wallet.</param>
/// <param name="Outcome">What became of the session, so that no document says more than is true.</param>
[WireName("wallet.cover-posted.v1")]
public sealed record CoverPostedV1(
    CoverId CoverId,
    BookingId BookingId,
    string BookingNumber,
    JournalId JournalId,
    PersonId ClientId,
    ProviderId ProviderId,
    string ServiceName,
    Instant SuppliedAt,
    Instant PostedAt,
    TakeHome Split,
    Money SaleTax,
    string PolicyId,
    int PolicyVersion,
    FundingKind Funding,
    string? Fund,
    PaidOutcome Outcome = PaidOutcome.Held
) : IIntegrationEvent;

/// <summary>What became of a session that money was paid for.</summary>
public enum PaidOutcome
{
    /// <summary>It was held; its moment is the start.</summary>
    Held,

    /// <summary>The client cancelled late; its moment is when it did.</summary>
    CancelledLate,

    /// <summary>The client did not come; its moment is the start it had.</summary>
    ClientMissed,
}

/// <summary>A top-up arrived in the wallet. Partition: the top-up.</summary>
/// <param name="TopUpId">The top-up.</param>
/// <param name="ClientId">Whose wallet.</param>
/// <param name="Amount">How much.</param>
[WireName("wallet.topped-up.v1")]
public sealed record WalletToppedUpV1(TopUpId TopUpId, PersonId ClientId, Money Amount) : IIntegrationEvent;
