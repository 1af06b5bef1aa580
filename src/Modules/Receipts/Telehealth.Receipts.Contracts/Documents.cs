using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Contracts;

/// <summary>What a document is; each kind of an issuer has a series of its own.</summary>
public enum DocumentKind
{
    /// <summary>The client's receipt, or the invoice that is also the receipt.</summary>
    Receipt,

    /// <summary>Corrects a document in full and names it (RCP-04).</summary>
    CreditNote,

    /// <summary>Platform to provider, for the commission of an agency session (RCP-08).</summary>
    CommissionInvoice,

    /// <summary>Provider to platform, issued by the platform under a recorded agreement (RCP-05).</summary>
    SelfBilledInvoice,

    /// <summary>Tells a provider what a payout pays; no supply, no tax (standards §1.1).</summary>
    RemittanceAdvice,
}

/// <summary>Whether the bytes of a numbered document are there yet.</summary>
public enum DocumentState
{
    /// <summary>Numbered and fixed; the PDF follows within seconds.</summary>
    Rendering,

    /// <summary>The PDF is kept.</summary>
    Ready,

    /// <summary>Owed, without a number yet: it waits for a name documents can carry.</summary>
    NameNeeded,
}

/// <summary>A receipt is issued, its bytes rendered and kept (RCP-01, RCP-07). Partition: the document.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Number">Gap-free number of its issuer's series (RCP-02).</param>
/// <param name="ClientId">Who gets it.</param>
/// <param name="ProviderId">In whose name it is, under agency.</param>
/// <param name="BookingId">What it is for.</param>
[WireName("receipts.receipt-issued.v1")]
public sealed record ReceiptIssuedV1(
    DocumentId DocumentId,
    string Number,
    PersonId ClientId,
    ProviderId ProviderId,
    BookingId BookingId
) : IIntegrationEvent;

/// <summary>A credit note is issued, its bytes rendered and kept (RCP-04). Partition: the document.</summary>
/// <param name="DocumentId">The credit note.</param>
/// <param name="Number">Gap-free number of its issuer's series of credit notes.</param>
/// <param name="OriginalId">The receipt it corrects.</param>
/// <param name="ClientId">Who gets it.</param>
/// <param name="ProviderId">In whose name it is, under agency.</param>
/// <param name="BookingId">What the receipt was for.</param>
[WireName("receipts.credit-note-issued.v1")]
public sealed record CreditNoteIssuedV1(
    DocumentId DocumentId,
    string Number,
    DocumentId OriginalId,
    PersonId ClientId,
    ProviderId ProviderId,
    BookingId BookingId
) : IIntegrationEvent;

/// <summary>The bytes of an issued document, for a message's attachment.</summary>
/// <param name="DocumentId">The document.</param>
[InternalRequest]
public sealed record GetDocumentFile(DocumentId DocumentId) : IQuery<DocumentFile>;

/// <summary>The bytes of an issued document.</summary>
/// <param name="FileName">A safe file name, such as <c>AB12-2026-00001.pdf</c>.</param>
/// <param name="Number">The document's number.</param>
/// <param name="Content">The PDF.</param>
public sealed record DocumentFile(string FileName, string Number, byte[] Content);

/// <summary>
/// Every receipt, issued or waiting for a name, and the cover it is for; for Wallet's check across modules.
/// </summary>
/// <param name="After">The last document of the page before, or null for the first page.</param>
/// <param name="Take">Page size, at most 1000.</param>
[InternalRequest]
public sealed record ListReceiptedCovers(DocumentId? After, int Take) : IQuery<IReadOnlyList<ReceiptedCover>>;

/// <summary>A receipt and the cover it is for.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="CoverId">The posted cover.</param>
/// <param name="Total">The receipt's total.</param>
public sealed record ReceiptedCover(DocumentId DocumentId, CoverId CoverId, Money Total);
