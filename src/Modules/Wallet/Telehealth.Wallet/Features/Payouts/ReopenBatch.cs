using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ReopenBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches/{id:guid}/reopen",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReopenBatch(new PayoutBatchId(id)), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("ReopenPayoutBatch")
            .WithSummary("Puts an approved batch back for approval whose day cannot be kept any more")
            .WithDescription(
                "Only while nobody downloaded its file: the bank cannot have it. The approval and the file fall away; "
                    + "a second person approves the new day."
            )
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, 403, 404, 409);
}

[Needs("wallet.payouts.prepare")]
internal sealed record ReopenBatch(PayoutBatchId Id) : ICommand<BatchAnswer>;

internal sealed class ReopenBatchHandler(WalletDbContext db, ExecutionDates dates, IWork work, IClock clock)
    : ICommandHandler<ReopenBatch, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(ReopenBatch command, CancellationToken ct)
    {
        await work.Begin(ct);
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var was = batch.PayDate;
        if (await Refusal(batch, ct) is { } refused)
        {
            return refused;
        }

        if (batch.Reopen() is { } no)
        {
            return no;
        }

        await db.BankFiles.Where(x => x.BatchId == batch.Id).ExecuteDeleteAsync(ct);
        var now = clock.GetCurrentInstant();
        db.BatchFacts.Add(new(batch.Id, BatchStep.Reopened, work.Actor.Key, now, detail: $"{was:uuuu-MM-dd}"));
        await work.FlushOrRunAgain(ct);
        return BatchAnswer.Of(batch, dates);
    }

    private async Task<Error?> Refusal(PayoutBatch batch, CancellationToken ct)
    {
        var (id, account) = (batch.Id, batch.PayingAccount);
        if (batch.State is not (PayoutBatchState.Approved or PayoutBatchState.FileStored))
        {
            return batch.IsOpen ? PayoutBatchErrors.NotApproved : PayoutBatchErrors.NotOpen;
        }

        var stored = await db.BankFiles.AsNoTracking().FirstOrDefaultAsync(x => x.BatchId == id, ct);
        if (!dates.IsMissed(batch, stored))
        {
            return PayoutBatchErrors.PayDateKept;
        }

        if (await db.BatchFacts.AnyAsync(x => x.BatchId == id && x.Step == BatchStep.FileDownloaded, ct))
        {
            return PayoutBatchErrors.FileGivenOut;
        }

        return await GatherBatchHandler.IsOneOpen(db, account, ct) ? PayoutBatchErrors.OneOpenAlready : null;
    }
}
