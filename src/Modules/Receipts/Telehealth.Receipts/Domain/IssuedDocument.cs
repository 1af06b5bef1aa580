using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Receipts.Domain;

/// <summary>
/// A document that was issued: its number, whom it concerns, and what is printed on it. Never changed and never deleted
/// (RCP-04): database triggers refuse it. What still happens to it is in <see cref="DocumentRendering"/>.
/// </summary>
internal sealed class IssuedDocument
{
    private IssuedDocument() { }

    /// <summary>Order of issue, for cursors.</summary>
    public long Sequence { get; private set; }

    public DocumentId Id { get; private set; }

    public DocumentKind Kind { get; private set; }

    public string IssuerKey { get; private set; } = "";

    public long NumberInSeries { get; private set; }

    public string Number { get; private set; } = "";

    /// <summary>What it was issued for, once, such as <c>cover:…</c> or <c>withdrawal:…</c>.</summary>
    public string SourceKey { get; private set; } = "";

    /// <summary>The client it is to; null on a document between platform and provider.</summary>
    public PersonId? ClientId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>The one booking it is for; null when it gathers several.</summary>
    public BookingId? BookingId { get; private set; }

    public CoverId? CoverId { get; private set; }

    /// <summary>The withdrawal it is for, of a self-billed invoice or remittance advice.</summary>
    public WithdrawalId? WithdrawalId { get; private set; }

    /// <summary>The booking's number or the withdrawal's reference, as printed.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>The document a credit note corrects.</summary>
    public DocumentId? CorrectsId { get; private set; }

    public Instant IssuedAt { get; private set; }

    public string SupplierName { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public long TotalMinor { get; private set; }

    public string VerifyCode { get; private set; } = "";

    /// <summary><see cref="FrozenDocument"/> as JSON.</summary>
    public string Data { get; private set; } = "";

    public Money Total => new(TotalMinor, BuildingBlocks.Currency.Of(Currency));

    public FrozenDocument Frozen => FrozenDocument.FromJson(Data);

    public static IssuedDocument Receipt(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        (PersonId Client, ProviderId Provider, BookingId Booking, CoverId Cover) concerns
    ) =>
        new(number, data, issuedAt, concerns.Provider, DocumentKind.Receipt, $"cover:{concerns.Cover}")
        {
            Id = ReceiptOf(concerns.Cover),
            ClientId = concerns.Client,
            BookingId = concerns.Booking,
            CoverId = concerns.Cover,
        };

    public static IssuedDocument CommissionInvoice(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        (ProviderId Provider, BookingId Booking, CoverId Cover) concerns
    ) =>
        new(number, data, issuedAt, concerns.Provider, DocumentKind.CommissionInvoice, $"commission:{concerns.Cover}")
        {
            Id = CommissionOf(concerns.Cover),
            BookingId = concerns.Booking,
            CoverId = concerns.Cover,
        };

    public static IssuedDocument SelfBilledInvoice(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        (ProviderId Provider, WithdrawalId Withdrawal) concerns
    ) =>
        new(number, data, issuedAt, concerns.Provider, DocumentKind.SelfBilledInvoice, InvoiceOf(concerns.Withdrawal))
        {
            Id = new DocumentId(Ids.Derive("self-billed-invoice", concerns.Withdrawal.ToString())),
            WithdrawalId = concerns.Withdrawal,
        };

    public static IssuedDocument RemittanceAdvice(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        (ProviderId Provider, WithdrawalId Withdrawal) concerns
    ) =>
        new(number, data, issuedAt, concerns.Provider, DocumentKind.RemittanceAdvice, PayoutOf(concerns.Withdrawal))
        {
            Id = AdviceOf(concerns.Withdrawal),
            WithdrawalId = concerns.Withdrawal,
        };

    public static IssuedDocument CreditNote(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        IssuedDocument original
    ) =>
        new(number, data, issuedAt, original.ProviderId, DocumentKind.CreditNote, $"credit:{original.Id}")
        {
            Id = new DocumentId(Ids.Derive("credit-note", original.Id.ToString())),
            ClientId = original.ClientId,
            BookingId = original.BookingId,
            CoverId = original.CoverId,
            WithdrawalId = original.WithdrawalId,
            CorrectsId = original.Id,
        };

    /// <summary>The id of the one receipt for a cover, issued or to come.</summary>
    public static DocumentId ReceiptOf(CoverId cover) => new(Ids.Derive("receipt", cover.ToString()));

    /// <summary>The id of the one commission invoice for a cover.</summary>
    public static DocumentId CommissionOf(CoverId cover) => new(Ids.Derive("commission-invoice", cover.ToString()));

    /// <summary>The id of the one remittance advice for a withdrawal.</summary>
    public static DocumentId AdviceOf(WithdrawalId withdrawal) =>
        new(Ids.Derive("remittance-advice", withdrawal.ToString()));

    /// <summary>The one source key of a withdrawal's self-billed invoice.</summary>
    public static string InvoiceOf(WithdrawalId withdrawal) => $"withdrawal:{withdrawal}";

    /// <summary>The one source key of a withdrawal's remittance advice.</summary>
    public static string PayoutOf(WithdrawalId withdrawal) => $"payout:{withdrawal}";

    private IssuedDocument(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        ProviderId provider,
        DocumentKind kind,
        string source
    )
    {
        if (PrintableTexts.FirstLost(data) is not null)
        {
            throw new InvalidOperationException($"A {kind} for {source} holds what documents cannot print.");
        }

        IssuerKey = number.IssuerKey;
        NumberInSeries = number.InSeries;
        Number = number.Text;
        ProviderId = provider;
        Kind = kind;
        SourceKey = source;
        IssuedAt = issuedAt;
        SupplierName = data.Supplier.Name;
        Title = data.Title;
        Reference = data.BookingNumber;
        Currency = data.Currency;
        TotalMinor = data.TotalMinor;
        VerifyCode = data.VerifyCode;
        Data = data.ToJson();
    }
}

/// <summary>A number just given.</summary>
internal sealed record DocumentNumber(string IssuerKey, long InSeries, string Text);

/// <summary>Why something about a document is refused.</summary>
internal static class DocumentErrors
{
    public static readonly Error NotFound = Error.NotFound("receipts.document-not-found", "There is no such document.");

    public static readonly Error NotReady = Error.Unavailable(
        "receipts.not-ready",
        "The document is numbered and its PDF is being made. Please try again in a few seconds."
    );

    public static readonly Error NotCreditable = Error.Refused(
        "receipts.not-creditable",
        "A credit note or remittance advice is no invoice: there is nothing in it to credit."
    );

    public static readonly Error NameNeeded = Error.Refused(
        "receipts.name-needed",
        "Documents are printed in Latin letters and cannot carry a name that stands on this one. The person must give "
            + "it in Latin letters first."
    );

    public static readonly Error AlreadyCredited = Error.Conflict(
        "receipts.already-credited",
        "This document was corrected by a credit note already."
    );

    public static readonly Error NothingToRetry = Error.Conflict(
        "receipts.nothing-to-retry",
        "The document's PDF did not fail: it is there, or on its way."
    );

    public static readonly Error UnknownCode = Error.NotFound(
        "receipts.unknown-code",
        "We issued no document with this code. Check it letter by letter; if it still is not found, do not rely on it."
    );
}
