using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class GetBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/payout-batches/{id:guid}",
                async (Guid id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetBatch(new PayoutBatchId(id)), ct)).ToHttp(x => x.Batch.Version)
            )
            .WithName("GetPayoutBatch")
            .WithSummary("Shows a batch: its payouts, its file, and who did what when")
            .WithTags("Payouts")
            .Answers<BatchDetail>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>A batch in full.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Payouts">What it pays, in the file's order; those taken out are in the timeline.</param>
/// <param name="File">The bank's file, or null before it is made.</param>
/// <param name="MayReopen">
/// True when its approved day cannot be kept and the bank cannot have its file: it can be put back for approval.
/// </param>
/// <param name="Timeline">Who did what, oldest first.</param>
public sealed record BatchDetail(
    BatchAnswer Batch,
    IReadOnlyList<PayoutAnswer> Payouts,
    FileAnswer? File,
    bool MayReopen,
    IReadOnlyList<BatchEvent> Timeline
);

[Needs("wallet.payouts.read")]
internal sealed record GetBatch(PayoutBatchId Id) : IQuery<BatchDetail>;

internal sealed class GetBatchHandler(WalletDbContext db, FrozenOrders orders, ExecutionDates dates)
    : IQueryHandler<GetBatch, BatchDetail>
{
    public async Task<Result<BatchDetail>> Handle(GetBatch query, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var rows = await db
            .Payouts.AsNoTracking()
            .Where(x => x.BatchId == batch.Id && x.LeftAt == null)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var payouts = new List<PayoutAnswer>(rows.Count);
        var named = await PayoutsToResolve.NamedByStrays(db, rows, ct);
        foreach (var row in rows)
        {
            payouts.Add(PayoutAnswer.Of(row, (await orders.Open(row, ct)).Name, PayoutsToResolve.May(row, named)));
        }

        var file = await db.BankFiles.AsNoTracking().FirstOrDefaultAsync(x => x.BatchId == batch.Id, ct);
        var facts = await db
            .BatchFacts.AsNoTracking()
            .Where(x => x.BatchId == batch.Id)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        return new BatchDetail(
            BatchAnswer.Of(batch, dates, rows.Count(x => x.WasNotPaid)),
            payouts,
            file is null ? null : FileAnswer.Of(file),
            dates.IsMissed(batch, file) && !facts.Exists(x => x.Step == BatchStep.FileDownloaded),
            [.. facts.Select(BatchEvent.Of)]
        );
    }
}
