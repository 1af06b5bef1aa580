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

internal sealed class AbandonBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches/{id:guid}/abandon",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AbandonBatch(new PayoutBatchId(id)), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AbandonPayoutBatch")
            .WithSummary("Gives a batch up before its approval; its withdrawals are scheduled again")
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, 403, 404, 409);
}

[Needs("wallet.payouts.prepare")]
internal sealed record AbandonBatch(PayoutBatchId Id) : ICommand<BatchAnswer>;

internal sealed class AbandonBatchHandler(WalletDbContext db, ExecutionDates dates, IWork work, IClock clock)
    : ICommandHandler<AbandonBatch, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(AbandonBatch command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        if (batch.Abandon() is { } refused)
        {
            return refused;
        }

        var payouts = await db.Payouts.Where(x => x.BatchId == batch.Id && x.LeftAt == null).ToListAsync(ct);
        var withdrawals = await db.Withdrawals.Where(x => x.BatchId == batch.Id).ToListAsync(ct);
        payouts.ForEach(x => x.Leave(now));
        foreach (var withdrawal in withdrawals)
        {
            if (withdrawal.Leave() is { } stuck)
            {
                return stuck;
            }
        }

        db.BatchFacts.Add(new(batch.Id, BatchStep.Abandoned, work.Actor.Key, now));
        await work.Flush(ct);
        return BatchAnswer.Of(batch, dates);
    }
}
