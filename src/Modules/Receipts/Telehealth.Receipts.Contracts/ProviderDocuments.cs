using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Contracts;

/// <summary>
/// How the platform's own sale of a session is taxed; asked before the money is posted, so that ledger and receipt say
/// the same. Agency sessions are the provider's sale and are not asked for.
/// </summary>
/// <param name="ProviderId">Who holds the session: a statutory register may exempt it (standards §1.4).</param>
/// <param name="ClientId">Whose session it is; who buys it, unless a sponsor does.</param>
/// <param name="Sponsor">Where the sponsor is that buys it, or null when the client does.</param>
/// <param name="Price">What is paid, any tax included.</param>
[InternalRequest]
public sealed record GetSaleTax(ProviderId ProviderId, PersonId ClientId, BusinessPlace? Sponsor, Money Price)
    : IQuery<SaleTax>;

/// <summary>The tax inside a price the platform sells at; the parts add up to the price.</summary>
/// <param name="Net">The price without tax.</param>
/// <param name="Tax">Output tax; zero when exempt or not registered.</param>
public sealed record SaleTax(Money Net, Money Tax);

/// <summary>
/// The VAT rate inside the platform's commission to a provider, by where both are and whether they are registered;
/// asked before a split is shown or posted, so that ledger and commission invoice say the same (RCP-08).
/// </summary>
/// <param name="ProviderId">Who is invoiced.</param>
/// <param name="BasisPoints">The rate of the channel's policy, where the commission is taxed (2000 = 20 %).</param>
[InternalRequest]
public sealed record GetCommissionVat(ProviderId ProviderId, int BasisPoints) : IQuery<CommissionVat>;

/// <summary>The VAT rate inside the platform's commission.</summary>
/// <param name="BasisPoints">
/// The policy's rate, or zero: reverse charge, outside the scope, or not registered.
/// </param>
public sealed record CommissionVat(int BasisPoints);

/// <summary>Whether the platform may issue invoices in a provider's name now (standards §1.3).</summary>
/// <param name="ProviderId">The provider.</param>
[InternalRequest]
public sealed record GetSelfBilling(ProviderId ProviderId) : IQuery<SelfBilling>;

/// <summary>Whether the platform may issue invoices in a provider's name now.</summary>
/// <param name="InForce">True while an agreement stands, has not run out, and names the present VAT number.</param>
/// <param name="Until">The last day it stands, or null when there is none.</param>
public sealed record SelfBilling(bool InForce, LocalDate? Until);

/// <summary>
/// A self-billed invoice has its number, and counts as received from now on (WAL-09). Published with the number, before
/// the PDF is made. Partition: the withdrawal.
/// </summary>
/// <param name="WithdrawalId">The withdrawal it is for.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Number">Its gap-free number.</param>
/// <param name="ProviderId">In whose name.</param>
/// <param name="Total">What it is for.</param>
/// <param name="IssuedAt">When.</param>
[WireName("receipts.self-billed-invoice-issued.v1")]
public sealed record SelfBilledInvoiceIssuedV1(
    WithdrawalId WithdrawalId,
    DocumentId DocumentId,
    string Number,
    ProviderId ProviderId,
    Money Total,
    Instant IssuedAt
) : IIntegrationEvent;

/// <summary>
/// The agreement ended between withdrawal and invoice: the provider has to send its own. Partition: the withdrawal.
/// </summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">The provider to tell.</param>
[WireName("receipts.self-billing-refused.v1")]
public sealed record SelfBillingRefusedV1(WithdrawalId WithdrawalId, ProviderId ProviderId) : IIntegrationEvent;

/// <summary>
/// A document for a provider is there, bytes and all: commission invoice, self-billed invoice or remittance advice.
/// Partition: the document.
/// </summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="ProviderId">Who gets it.</param>
[WireName("receipts.provider-document-issued.v1")]
public sealed record ProviderDocumentIssuedV1(
    DocumentId DocumentId,
    DocumentKind Kind,
    string Number,
    ProviderId ProviderId
) : IIntegrationEvent;

/// <summary>Every self-billed invoice and the withdrawal it is for; for Wallet's check across modules.</summary>
/// <param name="After">The last document of the page before, or null for the first page.</param>
/// <param name="Take">Page size, at most 1000.</param>
[InternalRequest]
public sealed record ListSelfBilled(DocumentId? After, int Take) : IQuery<IReadOnlyList<SelfBilledWithdrawal>>;

/// <summary>A self-billed invoice and the withdrawal it is for.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="Total">The invoice's total.</param>
public sealed record SelfBilledWithdrawal(DocumentId DocumentId, WithdrawalId WithdrawalId, Money Total);
