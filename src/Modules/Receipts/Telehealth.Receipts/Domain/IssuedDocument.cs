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

    /// <summary>What it was issued for, once: <c>cover:…</c> or <c>credit:…</c>.</summary>
    public string SourceKey { get; private set; } = "";

    public PersonId ClientId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public BookingId BookingId { get; private set; }

    public CoverId CoverId { get; private set; }

    /// <summary>The receipt a credit note corrects.</summary>
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
        new(number, data, issuedAt, concerns)
        {
            Id = new DocumentId(Ids.Derive("receipt", concerns.Cover.ToString())),
            Kind = DocumentKind.Receipt,
            SourceKey = $"cover:{concerns.Cover}",
        };

    public static IssuedDocument CreditNote(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        IssuedDocument original
    ) =>
        new(number, data, issuedAt, (original.ClientId, original.ProviderId, original.BookingId, original.CoverId))
        {
            Id = new DocumentId(Ids.Derive("credit-note", original.Id.ToString())),
            Kind = DocumentKind.CreditNote,
            SourceKey = $"credit:{original.Id}",
            CorrectsId = original.Id,
        };

    private IssuedDocument(
        DocumentNumber number,
        FrozenDocument data,
        Instant issuedAt,
        (PersonId Client, ProviderId Provider, BookingId Booking, CoverId Cover) concerns
    )
    {
        IssuerKey = number.IssuerKey;
        NumberInSeries = number.InSeries;
        Number = number.Text;
        (ClientId, ProviderId, BookingId, CoverId) = concerns;
        IssuedAt = issuedAt;
        SupplierName = data.Supplier.Name;
        Title = data.Title;
        Currency = data.Currency;
        TotalMinor = data.TotalMinor;
        VerifyCode = data.VerifyCode;
        Data = data.ToJson();
    }
}

/// <summary>A number just given.</summary>
internal sealed record DocumentNumber(string IssuerKey, long InSeries, string Text);

/// <summary>The PDF of a document, stored once (RCP-07); never changed.</summary>
internal sealed class RenderedFile
{
    private RenderedFile() { }

    public DocumentId DocumentId { get; private set; }

    public byte[] Content { get; private set; } = [];

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>What made the bytes: the same version makes the same bytes of the same data.</summary>
    public string RendererVersion { get; private set; } = "";

    public static RenderedFile Keep(DocumentId document, byte[] content, string sha256, string rendererVersion) =>
        new()
        {
            DocumentId = document,
            Content = content,
            Sha256 = sha256,
            RendererVersion = rendererVersion,
        };
}

/// <summary>How far the rendering of a document is.</summary>
internal enum RenderingState
{
    Waiting,
    Done,
    Failed,
}

/// <summary>The work row of a rendering: written with the document, done by a job.</summary>
internal sealed class DocumentRendering
{
    public const int MostTries = 8;

    private DocumentRendering() { }

    public DocumentId DocumentId { get; private set; }

    public RenderingState State { get; private set; }

    public int Tries { get; private set; }

    /// <summary>System time of the next try, in microseconds since 1970.</summary>
    public long NextTryAtMicros { get; private set; }

    public string? LastError { get; private set; }

    public static DocumentRendering Of(DocumentId document) => new() { DocumentId = document };

    /// <summary>2, 4, 8 … seconds, five minutes at most.</summary>
    public static Duration Backoff(int tries) => Duration.FromSeconds(Math.Min(300, 1L << Math.Min(tries, 9)));
}

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
        "Only a receipt can be corrected by a credit note."
    );

    public static readonly Error AlreadyCredited = Error.Conflict(
        "receipts.already-credited",
        "This receipt was corrected by a credit note already."
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
