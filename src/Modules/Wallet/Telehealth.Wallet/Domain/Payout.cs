using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>What is known of a payout; a later answer only ever moves it forward (standards §2.5).</summary>
public enum PayoutOutcome
{
    /// <summary>The bank said nothing yet.</summary>
    None,

    /// <summary>The bank has it.</summary>
    Submitted,

    /// <summary>The bank took it with a change, or booked another amount: somebody has to look.</summary>
    NeedsEyes,

    /// <summary>The bank did not answer in time: never sent again before it is cleared up (WAL-17).</summary>
    Unknown,

    /// <summary>Paid.</summary>
    Settled,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Cancelled or blocked.</summary>
    Stopped,

    /// <summary>Paid, and sent back later.</summary>
    Returned,
}

/// <summary>One withdrawal in one batch, with the payee as it was when the batch was gathered.</summary>
internal sealed class Payout : AggregateRoot
{
    /// <summary>What the provider got nothing by.</summary>
    public static readonly IReadOnlyList<PayoutOutcome> NotPaid =
    [
        PayoutOutcome.Rejected,
        PayoutOutcome.Stopped,
        PayoutOutcome.Returned,
    ];

    private Payout() { }

    public Payout(PayoutBatchId batch, Withdrawal withdrawal, byte[] sealedPayee, string payeeHash, string masked)
    {
        BatchId = batch;
        WithdrawalId = withdrawal.Id;
        ProviderId = withdrawal.ProviderId;
        EndToEndId = EndToEndIdOf(withdrawal.Id);
        Reference = withdrawal.Reference;
        AmountMinor = withdrawal.AmountMinor;
        Currency = withdrawal.Currency;
        SealedPayee = sealedPayee;
        PayeeHash = payeeHash;
        MaskedAccount = masked;
    }

    public long Sequence { get; private set; }

    public PayoutBatchId BatchId { get; private set; }

    public WithdrawalId WithdrawalId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>What the bank's answers name.</summary>
    public string EndToEndId { get; private set; } = "";

    public string Reference { get; private set; } = "";

    public long AmountMinor { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>Name and account, encrypted under the batch's own key.</summary>
    public byte[] SealedPayee { get; private set; } = [];

    /// <summary>Tells at the approval whether the details are still the same, without opening them.</summary>
    public string PayeeHash { get; private set; } = "";

    public string MaskedAccount { get; private set; } = "";

    public PayoutOutcome Outcome { get; private set; }

    /// <summary>ISO 20022 reason of the last answer.</summary>
    public string? Reason { get; private set; }

    /// <summary>When silence of the bank becomes <see cref="PayoutOutcome.Unknown"/>; null before it is sent.</summary>
    public Instant? AnswerDueAt { get; private set; }

    /// <summary>When it was taken out, or its batch given up: then the withdrawal may join another batch.</summary>
    public Instant? LeftAt { get; private set; }

    public JournalId? SentJournalId { get; private set; }

    public JournalId? SettledJournalId { get; private set; }

    public JournalId? ReturnedJournalId { get; private set; }

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));

    public bool IsFinal => Rank(Outcome) >= Rank(PayoutOutcome.Settled);

    public static string EndToEndIdOf(WithdrawalId id) => id.Value.ToString("N").ToUpperInvariant();

    public void Leave(Instant now) => LeftAt = now;

    public void Send(JournalId journal, Instant answerDueAt)
    {
        SentJournalId = journal;
        AnswerDueAt = answerDueAt;
    }

    /// <summary>True when this answer says more than is known already.</summary>
    public bool Advances(PayoutOutcome next) =>
        Rank(next) > Rank(Outcome) && Outcome is not (PayoutOutcome.Rejected or PayoutOutcome.Stopped);

    /// <summary>
    /// True when the bank says the opposite of what it said before and money has moved already: a person has to look.
    /// </summary>
    public bool Contradicts(PayoutOutcome next) =>
        Outcome switch
        {
            PayoutOutcome.Settled => next is PayoutOutcome.Rejected or PayoutOutcome.Stopped,
            PayoutOutcome.Rejected or PayoutOutcome.Stopped => next is PayoutOutcome.Settled or PayoutOutcome.Returned,
            _ => false,
        };

    public void Move(PayoutOutcome next, string? reason)
    {
        Outcome = next;
        Reason = reason;
    }

    /// <summary>The bank refused or stopped it, or sent it back.</summary>
    public bool WasNotPaid => NotPaid.Contains(Outcome);

    public void Settle(JournalId journal) => SettledJournalId = journal;

    public void Return(JournalId journal) => ReturnedJournalId = journal;

    private static int Rank(PayoutOutcome outcome) =>
        outcome switch
        {
            PayoutOutcome.None => 0,
            PayoutOutcome.Submitted => 1,
            PayoutOutcome.NeedsEyes => 2,
            PayoutOutcome.Unknown => 3,
            PayoutOutcome.Settled or PayoutOutcome.Rejected or PayoutOutcome.Stopped => 4,
            _ => 5,
        };
}

internal static class PayoutErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "wallet.payout-not-found",
        "This batch has no such withdrawal."
    );

    public static readonly Error NothingToResolve = Error.Conflict(
        "wallet.payout-not-open",
        "Only a payout whose outcome is unknown, or that needs eyes, is resolved by hand."
    );
}
