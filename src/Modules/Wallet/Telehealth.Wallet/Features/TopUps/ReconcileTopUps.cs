using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

/// <summary>Asks Stripe what became of an open top-up, should its event have been lost.</summary>
[InternalRequest]
internal sealed record ReconcileTopUp(TopUpId Id) : ICommand<TopUpReconciled>;

internal sealed record TopUpReconciled(bool Settled);

internal sealed class ReconcileTopUpHandler(
    WalletDbContext db,
    StripePayments payments,
    TopUpSettlement settlement,
    IWork work
) : ICommandHandler<ReconcileTopUp, TopUpReconciled>
{
    public async Task<Result<TopUpReconciled>> Handle(ReconcileTopUp command, CancellationToken ct)
    {
        var open = await db.TopUps.AsNoTracking().FirstAsync(x => x.Id == command.Id, ct);
        var found = await payments.Find(open.PaymentIntentId, ct);
        if (found.Error is { } error)
        {
            return error;
        }

        await work.Begin(ct);
        var topUp = await settlement.Settle(open.Id, open.ClientId, found.Value, ct);
        return new TopUpReconciled(topUp.IsSettled);
    }
}

/// <summary>
/// Finds the top-ups that rest for too long without an outcome; the longer they rest the rarer it asks.
/// </summary>
internal sealed class ReconcileTopUps(WalletDbContext db, ISender sender, SystemTime system) : IBackgroundWork
{
    private const int Batch = 50;

    public string Name => "wallet.reconcile-top-ups";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var now = force ? long.MaxValue : system.NowMicros;
        var ids = await db
            .TopUps.Where(x =>
                (
                    x.Status == TopUpStatus.Processing
                    || x.Status == TopUpStatus.RequiresAction
                    || x.Status == TopUpStatus.AwaitingPayment
                )
                && x.NextCheckAtMicros <= now
            )
            .OrderBy(x => x.NextCheckAtMicros)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var settled = 0;
        foreach (var id in ids)
        {
            var result = await sender.SendAs(Actor.System(Name), new ReconcileTopUp(id), ct);
            settled += result is { IsSuccess: true, Value.Settled: true } ? 1 : 0;
        }

        return settled;
    }

    /// <summary>None: an open top-up waits for a person or a bank, not for us.</summary>
    public Task<int> Pending(CancellationToken ct) => Task.FromResult(0);
}
