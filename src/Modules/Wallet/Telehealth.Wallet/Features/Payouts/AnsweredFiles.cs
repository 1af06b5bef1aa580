using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// Which files of ours a bank's answer is about. A line counts only when it names the message of a batch whose file
/// exists, and what it says of that file fits: its number of payments and their sum. Anybody may write the id of a
/// payment into a file; it settles nothing by itself.
/// </summary>
internal sealed class AnsweredFiles(WalletDbContext db)
{
    /// <summary>The batches these lines answer.</summary>
    public async Task<List<PayoutBatch>> Of(
        BankAnswerFile file,
        IReadOnlyList<BankAnswerLine> lines,
        CancellationToken ct
    )
    {
        var named = lines.Select(x => PayoutBatch.OfMessage(x.MessageId)).OfType<PayoutBatchId>().Distinct().ToList();
        var batches = await db
            .PayoutBatches.AsNoTracking()
            .Where(x => named.Contains(x.Id))
            .Where(x =>
                x.State == PayoutBatchState.FileStored
                || x.State == PayoutBatchState.Sent
                || x.State == PayoutBatchState.Closed
            )
            .ToListAsync(ct);
        var answered = new List<PayoutBatch>();
        foreach (var batch in batches.Where(x => Fits(x, file)))
        {
            if (await Speaks(batch.Id, lines, ct))
            {
                answered.Add(batch);
            }
        }

        return answered;
    }

    /// <summary>The batch a line is about, if it is one of these.</summary>
    public PayoutBatchId? BatchOf(BankAnswerLine line, IReadOnlySet<PayoutBatchId> known) =>
        PayoutBatch.OfMessage(line.MessageId) is { } id && known.Contains(id) ? id : null;

    private static bool Fits(PayoutBatch batch, BankAnswerFile file) =>
        file
            .Orders.Where(x => x.MessageId == batch.MessageId)
            .All(x =>
                (x.Payments is not { } payments || payments == batch.Count)
                && (x.Sum is not { } sum || sum == batch.Total.ToDecimal())
            );

    /// <summary>True when a line is about all of it, or about a payment that is in it.</summary>
    private async Task<bool> Speaks(PayoutBatchId batch, IReadOnlyList<BankAnswerLine> lines, CancellationToken ct)
    {
        var own = lines.Where(x => PayoutBatch.OfMessage(x.MessageId) == batch).ToList();
        var ids = own.Select(x => x.EndToEndId).OfType<string>().Distinct().ToList();
        return own.Exists(x => x.EndToEndId is null)
            || await db.Payouts.AnyAsync(x => x.BatchId == batch && x.LeftAt == null && ids.Contains(x.EndToEndId), ct);
    }
}
