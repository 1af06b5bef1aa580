using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// Takes in what became of a payout (WAL-11, WAL-17), inside the caller's transaction: it only ever moves forward, and
/// each movement of money is posted once.
/// </summary>
internal sealed class PayoutSettlement(
    WalletDbContext db,
    LedgerBook ledger,
    WithdrawableFloor floor,
    IWork work,
    IClock clock
)
{
    // ISO 20022 "narrative": the bank's reason is none of the list.
    private const string NoListedReason = "NARR";
    private const int LongestReason = 10;

    public async Task<AnswerEffect> Take(Payout payout, PayoutOutcome next, string? reason, CancellationToken ct)
    {
        if (!payout.Advances(next))
        {
            return payout.Contradicts(next) ? AnswerEffect.NeedsEyes : AnswerEffect.NoChange;
        }

        var wasSettled = payout.Outcome == PayoutOutcome.Settled;
        var wasFinal = payout.IsFinal;
        payout.Move(next, Listed(reason, given: payout.Reason));
        if (next == PayoutOutcome.Settled)
        {
            await Settle(payout, ct);
        }
        else if (payout.IsFinal)
        {
            await GiveBack(payout, wasSettled, ct);
        }

        if (payout.IsFinal && !wasFinal)
        {
            var batch = await db.PayoutBatches.SingleAsync(x => x.Id == payout.BatchId, ct);
            batch.EndOne();
        }

        return next == PayoutOutcome.NeedsEyes ? AnswerEffect.NeedsEyes : AnswerEffect.Applied;
    }

    private async Task Settle(Payout payout, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var withdrawal = await Withdrawal(payout, ct);
        Insist(withdrawal.Pay(now), payout);
        var journal = new Journal(
            JournalSources.Payout,
            PayoutJournals.Settled(payout.WithdrawalId),
            now,
            $"Payout {payout.Reference} paid",
            [Entry.Debit(Accounts.PayoutInTransit, payout.Amount), Entry.Credit(Accounts.Bank, payout.Amount)]
        );
        await ledger.Post(journal, ct);
        payout.Settle(journal.Id);
        work.Publish(
            new PayoutPaidV1(withdrawal.Id, withdrawal.ProviderId, withdrawal.Reference, withdrawal.Amount),
            $"withdrawal:{withdrawal.Id}",
            withdrawal
        );
    }

    /// <summary>The money is the provider's to withdraw again, and each earning it was made of is free again.</summary>
    private async Task GiveBack(Payout payout, bool wasSettled, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var withdrawal = await Withdrawal(payout, ct);
        var reason = payout.Reason ?? NoListedReason;
        Insist(withdrawal.Return(reason, now), payout);
        var from = wasSettled ? Accounts.Bank : Accounts.PayoutInTransit;
        var journal = new Journal(
            JournalSources.Payout,
            PayoutJournals.Returned(payout.WithdrawalId),
            now,
            $"Payout {payout.Reference} came back: {reason}",
            [Entry.Debit(from, payout.Amount), Entry.Credit(Accounts.ProviderPayable(payout.ProviderId), payout.Amount)]
        );
        await ledger.Post(journal, ct);
        payout.Return(journal.Id);
        foreach (var part in withdrawal.Allocations.OrderBy(x => x.EarningSequence))
        {
            await Free(part, ct);
        }

        await floor.Raise(withdrawal.ProviderId, withdrawal.Amount, ct);
        work.Publish(
            new PayoutReturnedV1(withdrawal.Id, withdrawal.ProviderId, withdrawal.Reference, withdrawal.Amount, reason),
            $"withdrawal:{withdrawal.Id}",
            withdrawal
        );
    }

    private async Task Free(WithdrawalAllocation part, CancellationToken ct)
    {
        var (sequence, minor) = (part.EarningSequence, part.AmountMinor);
        var freed = await db
            .Earnings.Where(x => x.Sequence == sequence && x.AllocatedMinor >= minor)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AllocatedMinor, x => x.AllocatedMinor - minor), ct);
        if (freed != 1)
        {
            throw new InvalidOperationException($"Earning {sequence} is not allocated as its withdrawal says.");
        }
    }

    private Task<Withdrawal> Withdrawal(Payout payout, CancellationToken ct) =>
        db.Withdrawals.Include(x => x.Allocations).SingleAsync(x => x.Id == payout.WithdrawalId, ct);

    /// <summary>The bank's code; an answer without one does not wipe out what an earlier one said.</summary>
    private static string? Listed(string? reason, string? given) =>
        reason is { Length: > 0 and <= LongestReason } ? reason
        : reason is null ? given
        : NoListedReason;

    private static void Insist(Error? error, Payout payout)
    {
        if (error is not null)
        {
            throw new InvalidOperationException($"Withdrawal {payout.WithdrawalId}: {error.Code}.");
        }
    }
}
