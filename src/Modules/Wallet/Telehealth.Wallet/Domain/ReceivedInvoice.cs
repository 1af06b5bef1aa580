using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>What became of an invoice a provider sent.</summary>
public enum InvoiceState
{
    /// <summary>Finance looks at it.</summary>
    InReview,

    /// <summary>It is right: the withdrawal is scheduled by the day it arrived.</summary>
    Accepted,

    /// <summary>It is not: the withdrawal waits for another.</summary>
    Rejected,
}

/// <summary>What a provider says of the invoice, and what must match the paper.</summary>
internal sealed record InvoiceFacts(string Number, LocalDate IssuedOn, Money Amount);

/// <summary>The PDF of an invoice, sealed with the provider's key; apart, so that lists need not read it.</summary>
internal sealed class InvoicePaper
{
    private InvoicePaper() { }

    public InvoicePaper(ReceivedInvoiceId invoice, byte[] sealedPdf)
    {
        InvoiceId = invoice;
        SealedPdf = sealedPdf;
    }

    public ReceivedInvoiceId InvoiceId { get; private set; }

    public byte[] SealedPdf { get; private set; } = [];

    /// <summary>What it is sealed for: it opens for this invoice alone.</summary>
    public static string PurposeOf(ReceivedInvoiceId invoice) => $"wallet_invoice_papers|SealedPdf|{invoice}";
}

/// <summary>
/// A provider's own invoice for a withdrawal (WAL-08). It never changes but for the decision on it; a correction is
/// another invoice.
/// </summary>
internal sealed class ReceivedInvoice : AggregateRoot
{
    private ReceivedInvoice() { }

    public ReceivedInvoice(ReceivedInvoiceId id, Withdrawal withdrawal, InvoiceFacts facts, string sha256, Instant now)
    {
        Id = id;
        WithdrawalId = withdrawal.Id;
        ProviderId = withdrawal.ProviderId;
        Number = facts.Number;
        IssuedOn = facts.IssuedOn;
        AmountMinor = facts.Amount.Minor;
        Currency = facts.Amount.Currency.Code;
        Sha256 = sha256;
        ReceivedAt = now;
    }

    /// <summary>Order of arrival, for cursors.</summary>
    public long Sequence { get; private set; }

    public ReceivedInvoiceId Id { get; private set; }

    public WithdrawalId WithdrawalId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>The provider's own number, as on the paper.</summary>
    public string Number { get; private set; } = "";

    public LocalDate IssuedOn { get; private set; }

    public long AmountMinor { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>Of the paper as it arrived, in lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    public InvoiceState State { get; private set; }

    public Instant ReceivedAt { get; private set; }

    public Instant? DecidedAt { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    /// <summary>Why it was rejected; one of <see cref="InvoiceRejection.Codes"/>.</summary>
    public string? ReasonCode { get; private set; }

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));

    public Error? Accept(PersonId by, Instant now) => Decide(InvoiceState.Accepted, null, by, now);

    public Error? Reject(string reasonCode, PersonId by, Instant now) =>
        Decide(InvoiceState.Rejected, reasonCode, by, now);

    private Error? Decide(InvoiceState state, string? reasonCode, PersonId by, Instant now)
    {
        if (State != InvoiceState.InReview)
        {
            return InvoiceErrors.AlreadyDecided;
        }

        (State, ReasonCode, DecidedBy, DecidedAt) = (state, reasonCode, by, now);
        return null;
    }
}

/// <summary>Why finance does not accept an invoice.</summary>
internal static class InvoiceRejection
{
    public static readonly IReadOnlyList<string> Codes =
    [
        "amount-differs",
        "number-differs",
        "date-wrong",
        "not-an-invoice",
        "other",
    ];
}

internal static class InvoiceErrors
{
    public static readonly Error NotFound = Error.NotFound("wallet.invoice-not-found", "There is no such invoice.");

    public static readonly Error AlreadyDecided = Error.Conflict(
        "wallet.invoice-decided",
        "Somebody has decided on this invoice already."
    );

    public static readonly Error NumberTaken = Error.Refused(
        "wallet.invoice-number-taken",
        "You sent another invoice with this number before. Each invoice needs a number of its own."
    );

    public static readonly Error InTheFuture = Error.Refused(
        "wallet.invoice-date-in-the-future",
        "The invoice is dated in the future. Please send it with the day you wrote it."
    );

    public static Error BeforeSupply(LocalDate first) =>
        Error
            .Refused(
                "wallet.invoice-date-before-supply",
                "The invoice is older than the first session it is for. Please check its date."
            )
            .With("firstSupply", first);

    public static Error WrongAmount(Money expected) =>
        Error
            .Refused(
                "wallet.invoice-amount-differs",
                $"The invoice must be for {expected}: that is what this withdrawal takes of sessions we sold."
            )
            .With("expected", expected);
}
