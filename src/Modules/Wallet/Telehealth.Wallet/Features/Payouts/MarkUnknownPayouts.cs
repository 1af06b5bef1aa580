using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>The bank did not answer in time: the payout is unknown, whatever one would like (WAL-17).</summary>
[InternalRequest]
internal sealed record MarkUnknown(PayoutBatchId Batch) : ICommand<Done>;

internal sealed class MarkUnknownHandler(WalletDbContext db, PayoutSettlement settlement, IWork work, IClock clock)
    : ICommandHandler<MarkUnknown, Done>
{
    public async Task<Result<Done>> Handle(MarkUnknown command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var silent = await MarkUnknownPayouts
            .Silent(db)
            .Where(x => x.BatchId == command.Batch && x.AnswerDueAt <= now)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        foreach (var payout in silent)
        {
            await settlement.Take(payout, PayoutOutcome.Unknown, payout.Reason, ct);
            db.BatchFacts.Add(new(payout.BatchId, BatchStep.BecameUnknown, work.Actor.Key, now, payout.WithdrawalId));
        }

        return Done.Value;
    }
}

/// <summary>Finds the payouts the bank has been silent about for too long, on the business clock.</summary>
internal sealed class MarkUnknownPayouts(WalletDbContext db, ISender sender) : IDueWork
{
    public string Name => "wallet.mark-unknown-payouts";

    public Lane Lane => Lane.Ordinary;

    public static IQueryable<Payout> Silent(WalletDbContext db) =>
        db.Payouts.Where(x =>
            x.AnswerDueAt != null
            && (
                x.Outcome == PayoutOutcome.None
                || x.Outcome == PayoutOutcome.Submitted
                || x.Outcome == PayoutOutcome.NeedsEyes
            )
        );

    public Task<Instant?> NextDue(CancellationToken ct) =>
        Silent(db).OrderBy(x => x.AnswerDueAt).Select(x => x.AnswerDueAt).FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        var batches = await Silent(db)
            .Where(x => x.AnswerDueAt <= now)
            .Select(x => x.BatchId)
            .Distinct()
            .ToListAsync(ct);
        foreach (var batch in batches)
        {
            _ = await sender.SendAs(Actor.System(Name), new MarkUnknown(batch), ct);
        }
    }
}
