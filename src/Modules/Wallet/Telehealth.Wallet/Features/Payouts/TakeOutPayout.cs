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

internal sealed class TakeOutPayoutEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "/wallet/payout-batches/{id:guid}/payouts/{withdrawal:guid}",
                async (Guid id, Guid withdrawal, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new TakeOutPayout(new PayoutBatchId(id), new WithdrawalId(withdrawal)),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("TakeOutPayout")
            .WithSummary("Takes a withdrawal out of a batch that is not approved; it is scheduled again")
            .WithDescription("What is left has to be reviewed again. With the last one the batch is given up.")
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, 403, 404, 409);
}

[Needs("wallet.payouts.prepare")]
internal sealed record TakeOutPayout(PayoutBatchId Id, WithdrawalId Withdrawal) : ICommand<BatchAnswer>;

internal sealed class TakeOutPayoutHandler(WalletDbContext db, ExecutionDates dates, IWork work, IClock clock)
    : ICommandHandler<TakeOutPayout, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(TakeOutPayout command, CancellationToken ct)
    {
        var (id, which) = command;
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var payout = await db.Payouts.FirstOrDefaultAsync(
            x => x.BatchId == id && x.WithdrawalId == which && x.LeftAt == null,
            ct
        );
        if (payout is null)
        {
            return PayoutErrors.NotFound;
        }

        var withdrawal = await db.Withdrawals.SingleAsync(x => x.Id == which, ct);
        if ((batch.TakeOut(payout) ?? withdrawal.Leave()) is { } refused)
        {
            return refused;
        }

        payout.Leave(now);
        db.BatchFacts.Add(new(id, BatchStep.TakenOut, work.Actor.Key, now, which));
        await work.Flush(ct);
        return BatchAnswer.Of(batch, dates);
    }
}
