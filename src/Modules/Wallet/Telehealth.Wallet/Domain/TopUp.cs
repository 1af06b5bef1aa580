using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>How far a payment into a wallet has come.</summary>
public enum TopUpStatus
{
    /// <summary>No payment method was given yet: the client pays with the client secret.</summary>
    AwaitingPayment,

    /// <summary>The bank asks the client for something, such as 3-D Secure.</summary>
    RequiresAction,

    /// <summary>The outcome is on its way.</summary>
    Processing,

    /// <summary>Refused; another payment method may be tried.</summary>
    Declined,

    /// <summary>Given up.</summary>
    Canceled,

    /// <summary>The money is in the wallet.</summary>
    Succeeded,
}

/// <summary>What Stripe says of a PaymentIntent, in our words.</summary>
internal sealed record PaymentState(
    string PaymentIntentId,
    TopUpStatus Status,
    Money Amount,
    string? FailureCode,
    TopUpId? TopUpId,
    PersonId? ClientId
)
{
    public string? ClientSecret { get; init; }

    public string? NextActionUrl { get; init; }
}

/// <summary>A payment into a client's wallet (WAL-02).</summary>
internal sealed class TopUp : AggregateRoot
{
    private const long LeastWaitMicros = 300_000_000;

    private TopUp() { }

    public TopUp(TopUpId id, PersonId client, PaymentState payment, Instant now, long systemMicros)
    {
        Id = id;
        ClientId = client;
        AmountMinor = payment.Amount.Minor;
        Currency = payment.Amount.Currency.Code;
        PaymentIntentId = payment.PaymentIntentId;
        CreatedAt = now;
        CreatedAtMicros = systemMicros;
        NextCheckAtMicros = systemMicros;
        Status = TopUpStatus.AwaitingPayment;
    }

    public TopUpId Id { get; private set; }

    public PersonId ClientId { get; private set; }

    public long AmountMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public string PaymentIntentId { get; private set; } = "";

    public TopUpStatus Status { get; private set; }

    public string? FailureCode { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant? SettledAt { get; private set; }

    public JournalId? JournalId { get; private set; }

    /// <summary>System time in microseconds.</summary>
    public long CreatedAtMicros { get; private set; }

    /// <summary>
    /// System time from when Stripe is asked again should no event come; ever later, the longer it rests.
    /// </summary>
    public long NextCheckAtMicros { get; private set; }

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));

    /// <summary>True when this payment is the one of this top-up, of the same wallet and amount.</summary>
    public bool Is(PaymentState payment, PersonId client) =>
        ClientId == client && payment.Amount == Amount && payment.PaymentIntentId == PaymentIntentId;

    public bool IsSettled => Status is TopUpStatus.Succeeded or TopUpStatus.Canceled;

    /// <summary>
    /// Takes what Stripe says and answers the journal to post, once: a settled top-up never changes again, whatever
    /// arrives in whatever order (WAL-06).
    /// </summary>
    public Journal? Apply(PaymentState payment, Instant now, long systemMicros)
    {
        if (IsSettled)
        {
            return null;
        }

        if (payment.Amount != Amount || payment.PaymentIntentId != PaymentIntentId)
        {
            throw new InvalidOperationException($"Top-up {Id} and its PaymentIntent do not say the same.");
        }

        Status = payment.Status;
        FailureCode = payment.Status == TopUpStatus.Declined ? payment.FailureCode : null;
        NextCheckAtMicros = systemMicros + Math.Max(LeastWaitMicros, (systemMicros - CreatedAtMicros) / 2);
        if (!IsSettled)
        {
            return null;
        }

        SettledAt = now;
        return Status == TopUpStatus.Succeeded ? Settle(now) : null;
    }

    private Journal Settle(Instant now)
    {
        var journal = new Journal(
            JournalSources.Stripe,
            PaymentIntentId,
            now,
            "Top-up by card",
            [Entry.Debit(Accounts.StripeClearing, Amount), Entry.Credit(Accounts.ClientWallet(ClientId), Amount)]
        );
        JournalId = journal.Id;
        return journal;
    }
}

internal static class TopUpErrors
{
    public static readonly Error NotFound = Error.NotFound("wallet.top-up-not-found", "There is no such top-up.");

    public static readonly Error ProviderUnavailable = Error.Unavailable(
        "wallet.payment-provider-unavailable",
        "The payment provider does not answer. Nothing is lost: try again with the same key."
    );

    public static Error CurrencyNotOffered(string currency) =>
        Error.Invalid("wallet.currency-not-offered", "amount", $"Wallets cannot be topped up in {currency} yet.");

    public static Error OutOfRange(Money least, Money most) =>
        Error.Invalid("wallet.top-up-out-of-range", "amount", $"A top-up is between {least} and {most}.");

    /// <summary>Stripe tells of an amount or a currency we have no such of.</summary>
    public static readonly Error Unreadable = Error.Refused(
        "wallet.payment-unreadable",
        "The payment provider speaks of an amount we cannot read. Nothing was booked; we look into it."
    );

    public static Error NotRound(Money down) =>
        Error.Invalid(
            "wallet.top-up-not-round",
            "amount",
            $"In {down.Currency.Code} the last digit of a card payment is 0, such as {down.ToPlainString()}."
        );

    public static Error Declined(string? code) =>
        Error
            .Refused("wallet.card-declined", "The bank did not accept this payment. Try another card, or ask the bank.")
            .With("declineCode", code ?? "card_declined");

    public static Error Refused(string code) =>
        Error.Refused("wallet.payment-refused", $"The payment provider refused this payment ({code}).");
}
