using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>How far a Friday's batch has come.</summary>
public enum PayoutBatchState
{
    /// <summary>The due withdrawals of one currency are in it; some may still be taken out.</summary>
    Gathered,

    /// <summary>Finance looked at it; it waits for the second person.</summary>
    Reviewed,

    /// <summary>A second person approved it: what the bank is told is frozen.</summary>
    Approved,

    /// <summary>The bank's file is stored; it never changes.</summary>
    FileStored,

    /// <summary>The bank has the file.</summary>
    Sent,

    /// <summary>The bank answered for every payout.</summary>
    Closed,

    /// <summary>Given up before approval; its withdrawals are scheduled again.</summary>
    Abandoned,
}

/// <summary>
/// The withdrawals one bank file pays (WAL-10): one currency, one paying account, two people.
/// </summary>
internal sealed class PayoutBatch : AggregateRoot
{
    private PayoutBatch() { }

    public PayoutBatch(
        PayoutBatchId id,
        string payingAccount,
        Currency currency,
        LocalDate payDate,
        PersonId preparedBy,
        Instant now
    )
    {
        Id = id;
        PayingAccount = payingAccount;
        Currency = currency.Code;
        PayDate = payDate;
        PreparedBy = preparedBy;
        PreparedAt = now;
        State = PayoutBatchState.Gathered;
    }

    public long Sequence { get; private set; }

    public PayoutBatchId Id { get; private set; }

    /// <summary>Id of the configured account it goes out of.</summary>
    public string PayingAccount { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public LocalDate PayDate { get; private set; }

    public PayoutBatchState State { get; private set; }

    public int Count { get; private set; }

    public long TotalMinor { get; private set; }

    /// <summary>Payouts the bank has not finally answered for.</summary>
    public int OpenCount { get; private set; }

    public PersonId PreparedBy { get; private set; }

    public Instant PreparedAt { get; private set; }

    public PersonId? ReviewedBy { get; private set; }

    public PersonId? ApprovedBy { get; private set; }

    public Instant? ApprovedAt { get; private set; }

    /// <summary>The payment order as it was approved, encrypted.</summary>
    public byte[]? SealedOrder { get; private set; }

    /// <summary>SHA-256 of the order's text, in hex.</summary>
    public string? OrderHash { get; private set; }

    public Instant? SentAt { get; private set; }

    public Money Total => new(TotalMinor, BuildingBlocks.Currency.Of(Currency));

    /// <summary>The bank's name for the order; the same for ever.</summary>
    public string MessageId => MessageIdOf(Id);

    /// <summary>Not approved yet: something in it may still change.</summary>
    public bool IsOpen => State is PayoutBatchState.Gathered or PayoutBatchState.Reviewed;

    public static string MessageIdOf(PayoutBatchId id) => $"TH{id.Value:N}".ToUpperInvariant();

    /// <summary>The batch a message id of ours names.</summary>
    public static PayoutBatchId? OfMessage(string? messageId) =>
        messageId is { Length: 34 }
        && messageId.StartsWith("TH", StringComparison.Ordinal)
        && Guid.TryParseExact(messageId.AsSpan(2), "N", out var id)
            ? new(id)
            : null;

    public void Add(Payout payout)
    {
        Count++;
        OpenCount++;
        TotalMinor = checked(TotalMinor + payout.AmountMinor);
    }

    /// <summary>Finance looked at it.</summary>
    public Error? Review(PersonId by)
    {
        if (State != PayoutBatchState.Gathered)
        {
            return State == PayoutBatchState.Reviewed ? null : PayoutBatchErrors.NotOpen;
        }

        ReviewedBy = by;
        return Move(PayoutBatchState.Reviewed);
    }

    /// <summary>One is taken out; what is left has to be looked at again.</summary>
    public Error? TakeOut(Payout payout)
    {
        if (!IsOpen)
        {
            return PayoutBatchErrors.NotOpen;
        }

        Count--;
        OpenCount--;
        TotalMinor -= payout.AmountMinor;
        ReviewedBy = null;
        return Move(Count == 0 ? PayoutBatchState.Abandoned : PayoutBatchState.Gathered);
    }

    public Error? Abandon() => IsOpen ? Move(PayoutBatchState.Abandoned) : PayoutBatchErrors.NotOpen;

    /// <summary>The second person says yes; from here on nothing in it changes.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="payDate">The day that person agreed to; another than it was gathered for once that is over.</param>
    /// <param name="sealedOrder">What the bank is told, encrypted.</param>
    /// <param name="orderHash">SHA-256 of its text.</param>
    /// <param name="now">When.</param>
    public Error? Approve(PersonId by, LocalDate payDate, byte[] sealedOrder, string orderHash, Instant now)
    {
        if (State != PayoutBatchState.Reviewed)
        {
            return State == PayoutBatchState.Gathered ? PayoutBatchErrors.NotReviewed : PayoutBatchErrors.NotOpen;
        }

        if (by == PreparedBy || by == ReviewedBy)
        {
            return PayoutBatchErrors.SamePerson;
        }

        PayDate = payDate;
        ApprovedBy = by;
        ApprovedAt = now;
        SealedOrder = sealedOrder;
        OrderHash = orderHash;
        return Move(PayoutBatchState.Approved);
    }

    /// <summary>
    /// It waits for its approval again, since its day cannot be kept; nothing of it may have reached the bank.
    /// </summary>
    public Error? Reopen()
    {
        if (State is not (PayoutBatchState.Approved or PayoutBatchState.FileStored))
        {
            return PayoutBatchErrors.NotApproved;
        }

        ApprovedBy = null;
        ApprovedAt = null;
        SealedOrder = null;
        OrderHash = null;
        return Move(PayoutBatchState.Reviewed);
    }

    public Error? StoreFile() =>
        State == PayoutBatchState.Approved ? Move(PayoutBatchState.FileStored) : PayoutBatchErrors.NotApproved;

    public Error? Send(Instant now)
    {
        if (State != PayoutBatchState.FileStored)
        {
            return PayoutBatchErrors.NoFile;
        }

        SentAt = now;
        return Move(PayoutBatchState.Sent);
    }

    /// <summary>The bank finally answered for one; with the last one the batch closes.</summary>
    public void EndOne()
    {
        OpenCount--;
        State = OpenCount == 0 ? PayoutBatchState.Closed : State;
    }

    private Error? Move(PayoutBatchState state)
    {
        State = state;
        return null;
    }
}
