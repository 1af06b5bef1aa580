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

internal sealed class ReviewBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches/{id:guid}/review",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReviewBatch(new PayoutBatchId(id)), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("ReviewPayoutBatch")
            .WithSummary("Says that finance looked at every payout of the batch")
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, 403, 404, 409);
}

[Needs("wallet.payouts.prepare")]
internal sealed record ReviewBatch(PayoutBatchId Id) : ICommand<BatchAnswer>;

internal sealed class ReviewBatchHandler(WalletDbContext db, ExecutionDates dates, IWork work, IClock clock)
    : ICommandHandler<ReviewBatch, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(ReviewBatch command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } by)
        {
            return PayoutBatchErrors.NotPersonal;
        }

        await work.Begin(ct);
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var before = batch.State;
        if (batch.Review(by) is { } refused)
        {
            return refused;
        }

        if (before != batch.State)
        {
            db.BatchFacts.Add(new(batch.Id, BatchStep.Reviewed, work.Actor.Key, clock.GetCurrentInstant()));
            await work.Flush(ct);
        }

        return BatchAnswer.Of(batch, dates);
    }
}
