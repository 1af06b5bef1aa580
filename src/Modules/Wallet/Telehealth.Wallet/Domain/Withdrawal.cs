using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Wallet.Domain;

/// <summary>How far a withdrawal has come.</summary>
public enum WithdrawalState
{
    /// <summary>The invoice for its platform-supplied part is missing.</summary>
    AwaitingInvoice,

    /// <summary>The provider's invoice is there and finance looks at it.</summary>
    InvoiceInReview,

    /// <summary>Everything is there: it goes out with the run of its payout date.</summary>
    Scheduled,

    /// <summary>Gathered into a batch.</summary>
    InBatch,

    /// <summary>The bank has the order; until it answers nobody sends it again (WAL-17).</summary>
    Sent,

    /// <summary>The bank says it is paid.</summary>
    Paid,

    /// <summary>The bank refused or returned it: the money is available again.</summary>
    Returned,
}

/// <summary>What a withdrawal is made of; its amounts add up to the withdrawal's.</summary>
internal sealed class WithdrawalAllocation
{
    private WithdrawalAllocation() { }

    public WithdrawalAllocation(WithdrawalId withdrawal, long earning, long amountMinor, bool platformSupplied)
    {
        WithdrawalId = withdrawal;
        EarningSequence = earning;
        AmountMinor = amountMinor;
        PlatformSupplied = platformSupplied;
    }

    public WithdrawalId WithdrawalId { get; private set; }

    /// <summary>The earning line.</summary>
    public long EarningSequence { get; private set; }

    public long AmountMinor { get; private set; }

    public bool PlatformSupplied { get; private set; }
}

/// <summary>
/// A provider's withdrawal (WAL-07 … WAL-11): a part of its matured earnings on its way to the bank.
/// </summary>
internal sealed class Withdrawal : AggregateRoot
{
    /// <summary>While it is in one of these its money is set aside on the payable account.</summary>
    public static readonly IReadOnlyList<WithdrawalState> HeldStates =
    [
        WithdrawalState.AwaitingInvoice,
        WithdrawalState.InvoiceInReview,
        WithdrawalState.Scheduled,
        WithdrawalState.InBatch,
    ];

    private readonly List<WithdrawalAllocation> allocations = [];

    private Withdrawal() { }

    /// <summary>Takes the lines; an agency-only one needs no invoice and is scheduled at once.</summary>
    public Withdrawal(
        WithdrawalId id,
        ProviderId provider,
        string reference,
        Currency currency,
        InvoiceMode mode,
        IEnumerable<WithdrawalAllocation> lines,
        Instant now
    )
    {
        Id = id;
        ProviderId = provider;
        Account = Accounts.ProviderPayable(provider);
        Reference = reference;
        Currency = currency.Code;
        allocations.AddRange(lines);
        AmountMinor = allocations.Sum(x => x.AmountMinor);
        InvoiceMinor = allocations.Where(x => x.PlatformSupplied).Sum(x => x.AmountMinor);
        Mode = InvoiceMinor == 0 ? InvoiceMode.None : mode;
        State = WithdrawalState.AwaitingInvoice;
        RequestedAt = now;
    }

    /// <summary>Order of request, for cursors.</summary>
    public long Sequence { get; private set; }

    public WithdrawalId Id { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>Whose hold it is until the bank has the order.</summary>
    public string Account { get; private set; } = "";

    public string Reference { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public long AmountMinor { get; private set; }

    /// <summary>The platform-supplied part.</summary>
    public long InvoiceMinor { get; private set; }

    public InvoiceMode Mode { get; private set; }

    public WithdrawalState State { get; private set; }

    public Instant RequestedAt { get; private set; }

    /// <summary>The day its invoice counts as received, in the platform's zone (WAL-09).</summary>
    public LocalDate? ReceivedOn { get; private set; }

    public LocalDate? PayoutDate { get; private set; }

    public PayoutBatchId? BatchId { get; private set; }

    /// <summary>ISO 20022 reason when returned.</summary>
    public string? ReturnReason { get; private set; }

    public Instant? SettledAt { get; private set; }

    public IReadOnlyList<WithdrawalAllocation> Allocations => allocations;

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));

    public Money InvoiceAmount => new(InvoiceMinor, BuildingBlocks.Currency.Of(Currency));

    /// <summary>The provider's own invoice arrived.</summary>
    public Error? TakeInvoice() =>
        State == WithdrawalState.AwaitingInvoice && Mode == InvoiceMode.Received
            ? Move(WithdrawalState.InvoiceInReview)
            : WithdrawalErrors.NoInvoiceExpected;

    /// <summary>Finance does not accept it: the provider sends another, and the date is open again.</summary>
    public Error? RejectInvoice() =>
        State == WithdrawalState.InvoiceInReview ? Move(WithdrawalState.AwaitingInvoice) : WithdrawalErrors.NotInReview;

    /// <summary>Self-billing does not stand any more: the provider sends its own invoice.</summary>
    public Error? ExpectOwnInvoice()
    {
        if (State != WithdrawalState.AwaitingInvoice || Mode != InvoiceMode.SelfBilled)
        {
            return WithdrawalErrors.NoInvoiceExpected;
        }

        Mode = InvoiceMode.Received;
        return null;
    }

    /// <summary>Everything is there: the request itself, the accepted invoice, or the self-billed one.</summary>
    public Error? Schedule(LocalDate receivedOn, LocalDate payoutDate)
    {
        if (State is not (WithdrawalState.AwaitingInvoice or WithdrawalState.InvoiceInReview))
        {
            return WithdrawalErrors.NoInvoiceExpected;
        }

        ReceivedOn = receivedOn;
        PayoutDate = payoutDate;
        return Move(WithdrawalState.Scheduled);
    }

    /// <summary>Gathered by a Friday run.</summary>
    public Error? Join(PayoutBatchId batch)
    {
        if (State != WithdrawalState.Scheduled)
        {
            return WithdrawalErrors.NotScheduled;
        }

        BatchId = batch;
        return Move(WithdrawalState.InBatch);
    }

    /// <summary>The batch was given up before it was approved, or this one was taken out of it.</summary>
    public Error? Leave()
    {
        if (State != WithdrawalState.InBatch)
        {
            return WithdrawalErrors.NotInBatch;
        }

        BatchId = null;
        return Move(WithdrawalState.Scheduled);
    }

    /// <summary>The bank has the order.</summary>
    public Error? Send() => State == WithdrawalState.InBatch ? Move(WithdrawalState.Sent) : WithdrawalErrors.NotInBatch;

    /// <summary>The bank paid.</summary>
    public Error? Pay(Instant now)
    {
        if (State != WithdrawalState.Sent)
        {
            return WithdrawalErrors.NotSent;
        }

        SettledAt = now;
        return Move(WithdrawalState.Paid);
    }

    /// <summary>The bank refused it, or sent it back later.</summary>
    public Error? Return(string reason, Instant now)
    {
        if (State is not (WithdrawalState.Sent or WithdrawalState.Paid))
        {
            return WithdrawalErrors.NotSent;
        }

        ReturnReason = reason;
        SettledAt = now;
        return Move(WithdrawalState.Returned);
    }

    private Error? Move(WithdrawalState state)
    {
        State = state;
        return null;
    }
}

/// <summary>
/// The floor row of WAL-07: matured and not yet withdrawn, per provider and currency. Raised by the maturity job and by
/// a returned payout, lowered by a withdrawal, always by conditional updates.
/// </summary>
internal sealed class Withdrawable
{
    public ProviderId ProviderId { get; private set; }

    public string Currency { get; private set; } = "";

    public long AmountMinor { get; private set; }

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));
}

internal static class WithdrawalErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "wallet.withdrawal-not-found",
        "There is no such withdrawal."
    );

    public static readonly Error NotAProvider = Error.Forbidden("wallet.no-earnings", "Only a provider has earnings.");

    public static readonly Error AboveWithdrawable = Error.Refused(
        "wallet.above-withdrawable",
        "This is more than you can withdraw now. Some earnings may still be maturing."
    );

    public static readonly Error NoInvoiceExpected = Error.Conflict(
        "wallet.no-invoice-expected",
        "This withdrawal does not wait for an invoice."
    );

    public static readonly Error NotInReview = Error.Conflict(
        "wallet.invoice-not-in-review",
        "This withdrawal has no invoice that waits to be looked at."
    );

    public static readonly Error NotScheduled = Error.Conflict(
        "wallet.withdrawal-not-scheduled",
        "This withdrawal is not scheduled: something is missing, or it is in a batch already."
    );

    public static readonly Error NotInBatch = Error.Conflict(
        "wallet.withdrawal-not-in-batch",
        "This withdrawal is in no batch."
    );

    public static readonly Error NotSent = Error.Conflict(
        "wallet.withdrawal-not-sent",
        "The bank does not have this withdrawal."
    );

    public static Error BelowMinimum(Money minimum) =>
        Error
            .Refused("wallet.below-minimum", $"A withdrawal is at least {minimum}. What you earned stays yours.")
            .With("minimum", minimum);
}
