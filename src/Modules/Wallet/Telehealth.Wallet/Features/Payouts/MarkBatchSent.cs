using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class MarkBatchSentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches/{id:guid}/sent",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new MarkBatchSent(new PayoutBatchId(id)), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("MarkPayoutBatchSent")
            .WithSummary("Says that the bank has the file: the money of every payout is on its way")
            .WithDescription("It happens once. A bank's answer that arrives before it says the same.")
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, 403, 404, 409)
            .Idempotent();
}

[Needs("wallet.payouts.prepare")]
internal sealed record MarkBatchSent(PayoutBatchId Id) : ICommand<BatchAnswer>, IRequireIdempotencyKey;

internal sealed class MarkBatchSentHandler(WalletDbContext db, PayoutSending sending, ExecutionDates dates, IWork work)
    : ICommandHandler<MarkBatchSent, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(MarkBatchSent command, CancellationToken ct)
    {
        await work.Begin(ct);
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        if (await sending.Send(batch, ct) is { } refused)
        {
            return refused;
        }

        await work.Flush(ct);
        return BatchAnswer.Of(batch, dates);
    }
}
