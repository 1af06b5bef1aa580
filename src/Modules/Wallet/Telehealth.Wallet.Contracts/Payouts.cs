using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Contracts;

/// <summary>Whose invoice the platform-supplied part of a withdrawal is paid against (WAL-08).</summary>
public enum InvoiceMode
{
    /// <summary>Nothing platform-supplied is in it: a remittance advice suffices.</summary>
    None,

    /// <summary>The platform issues it under a recorded self-billing agreement.</summary>
    SelfBilled,

    /// <summary>The provider sends its own.</summary>
    Received,
}

/// <summary>One earning, or part of one, that a withdrawal takes.</summary>
/// <param name="BookingNumber">The booking.</param>
/// <param name="ServiceName">Neutral name as printed on documents.</param>
/// <param name="SuppliedAt">The start of the session, or when it was cancelled: see the outcome.</param>
/// <param name="PlatformSupplied">True when the provider supplied the platform, false under agency.</param>
/// <param name="Amount">What the withdrawal takes of it.</param>
/// <param name="Outcome">What became of the session.</param>
/// <param name="Whole">The whole earning; more than the amount when only a part of it is taken.</param>
public sealed record WithdrawnLine(
    string BookingNumber,
    string ServiceName,
    Instant SuppliedAt,
    bool PlatformSupplied,
    Money Amount,
    PaidOutcome Outcome = PaidOutcome.Held,
    Money? Whole = null
);

/// <summary>
/// A provider withdraws matured earnings; the amount left "available" in this commit (WAL-07). Partition: the
/// withdrawal.
/// </summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="Reference">Human-readable, at most 18 of [A-Z0-9-]; stands in the bank's reference.</param>
/// <param name="Amount">The whole.</param>
/// <param name="InvoiceAmount">The platform-supplied part, which an invoice must be for; zero for agency only.</param>
/// <param name="Mode">Whose invoice.</param>
/// <param name="Lines">What it takes, oldest first; the amounts add up to <paramref name="Amount"/>.</param>
/// <param name="RequestedAt">When.</param>
[WireName("wallet.withdrawal-requested.v1")]
public sealed record WithdrawalRequestedV1(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    Money Amount,
    Money InvoiceAmount,
    InvoiceMode Mode,
    IReadOnlyList<WithdrawnLine> Lines,
    Instant RequestedAt
) : IIntegrationEvent;

/// <summary>
/// The provider has to send its own invoice after all: self-billing ended meanwhile. Partition: the withdrawal.
/// </summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider to tell.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="Amount">The whole withdrawal.</param>
/// <param name="InvoiceAmount">What the invoice must be for.</param>
[WireName("wallet.invoice-needed.v1")]
public sealed record InvoiceNeededV1(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    Money Amount,
    Money InvoiceAmount
) : IIntegrationEvent;

/// <summary>
/// The provider's own invoice was not accepted; the payout date is open again. Partition: the withdrawal.
/// </summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider to tell.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="ReasonCode">amount-differs, number-differs, date-wrong, not-an-invoice or other.</param>
[WireName("wallet.invoice-rejected.v1")]
public sealed record InvoiceRejectedV1(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    string ReasonCode
) : IIntegrationEvent;

/// <summary>Everything is there; the withdrawal is paid on this day (WAL-09). Partition: the withdrawal.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider to tell.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="Amount">How much.</param>
/// <param name="PayoutDate">The day, in the platform's zone.</param>
[WireName("wallet.payout-scheduled.v1")]
public sealed record PayoutScheduledV1(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    Money Amount,
    LocalDate PayoutDate
) : IIntegrationEvent;

/// <summary>The bank has the order. Partition: the withdrawal.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="Amount">How much.</param>
/// <param name="PayDate">The day the bank is to pay.</param>
/// <param name="MaskedAccount">Where to, masked, such as <c>··83 ··· 4321</c>.</param>
/// <param name="Lines">What it pays.</param>
[WireName("wallet.payout-sent.v1")]
public sealed record PayoutSentV1(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    Money Amount,
    LocalDate PayDate,
    string MaskedAccount,
    IReadOnlyList<WithdrawnLine> Lines
) : IIntegrationEvent;

/// <summary>The bank says that it is paid. Partition: the withdrawal.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider to tell.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="Amount">How much.</param>
[WireName("wallet.payout-paid.v1")]
public sealed record PayoutPaidV1(WithdrawalId WithdrawalId, ProviderId ProviderId, string Reference, Money Amount)
    : IIntegrationEvent;

/// <summary>
/// The bank refused or returned it; the money is available again (WAL-11). Partition: the withdrawal.
/// </summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider to tell.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="Amount">How much.</param>
/// <param name="ReasonCode">ISO 20022 external status reason, such as <c>AC04</c>.</param>
[WireName("wallet.payout-returned.v1")]
public sealed record PayoutReturnedV1(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    Money Amount,
    string ReasonCode
) : IIntegrationEvent;

/// <summary>
/// A provider's bank details are new or changed; payouts rest until the cooling period is over (WAL-12). Partition: the
/// provider.
/// </summary>
/// <param name="ProviderId">The provider to tell, by the contact data known before.</param>
/// <param name="MaskedAccount">The new account, masked.</param>
/// <param name="FrozenUntil">Until when payouts rest; null for the first details ever.</param>
[WireName("wallet.bank-details-changed.v1")]
public sealed record BankDetailsChangedV1(ProviderId ProviderId, string MaskedAccount, Instant? FrozenUntil)
    : IIntegrationEvent;

/// <summary>Every withdrawal with a platform-supplied part, for the check across modules.</summary>
/// <param name="After">The last withdrawal of the page before, or null for the first page.</param>
/// <param name="Take">Page size, at most 1000.</param>
[InternalRequest]
public sealed record ListInvoicedWithdrawals(WithdrawalId? After, int Take) : IQuery<IReadOnlyList<InvoicedWithdrawal>>;

/// <summary>What the invoice of a withdrawal must be for.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="Mode">Whose invoice.</param>
/// <param name="InvoiceAmount">The platform-supplied part.</param>
public sealed record InvoicedWithdrawal(WithdrawalId WithdrawalId, InvoiceMode Mode, Money InvoiceAmount);
