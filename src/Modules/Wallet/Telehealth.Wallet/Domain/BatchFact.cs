using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>What somebody did with a batch.</summary>
public enum BatchStep
{
    /// <summary>Gathered the due withdrawals.</summary>
    Gathered,

    /// <summary>Looked at it.</summary>
    Reviewed,

    /// <summary>Took a payout out.</summary>
    TakenOut,

    /// <summary>Gave it up.</summary>
    Abandoned,

    /// <summary>Approved it as the second person.</summary>
    Approved,

    /// <summary>Put it back for approval: its day could not be kept.</summary>
    Reopened,

    /// <summary>Stored the bank's file.</summary>
    FileStored,

    /// <summary>Downloaded the bank's file.</summary>
    FileDownloaded,

    /// <summary>Said that the bank has the file.</summary>
    Sent,

    /// <summary>The bank answered for a payout.</summary>
    Answered,

    /// <summary>The bank did not answer in time for a payout.</summary>
    BecameUnknown,

    /// <summary>A second person said what became of a payout.</summary>
    Resolved,
}

/// <summary>Who did what with a batch, and when; rows are only ever added.</summary>
internal sealed class BatchFact
{
    private BatchFact() { }

    public BatchFact(
        PayoutBatchId batch,
        BatchStep step,
        string by,
        Instant at,
        WithdrawalId? withdrawal = null,
        string? detail = null
    )
    {
        BatchId = batch;
        Step = step;
        By = by;
        At = at;
        WithdrawalId = withdrawal;
        Detail = detail;
    }

    public long Sequence { get; private set; }

    public PayoutBatchId BatchId { get; private set; }

    public BatchStep Step { get; private set; }

    /// <summary>The actor's key.</summary>
    public string By { get; private set; } = "";

    public Instant At { get; private set; }

    public WithdrawalId? WithdrawalId { get; private set; }

    public string? Detail { get; private set; }
}
