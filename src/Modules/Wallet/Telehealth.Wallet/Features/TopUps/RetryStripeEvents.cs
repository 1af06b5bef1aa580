using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.BankArrivals;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

/// <summary>Tries an event again that came before our row, or while Stripe did not answer.</summary>
[InternalRequest]
internal sealed record RetryStripeEvent(string EventId, bool Adopt) : ICommand<StripeEventTaken>;

internal sealed class RetryStripeEventHandler(
    WalletDbContext db,
    StripePayments payments,
    TopUpSettlement settlement,
    IWork work,
    SystemTime system
) : ICommandHandler<RetryStripeEvent, StripeEventTaken>
{
    // The command that started the payment has ended by then, one way or the other.
    private const long AdoptAfterMicros = 60_000_000;

    public async Task<Result<StripeEventTaken>> Handle(RetryStripeEvent command, CancellationToken ct)
    {
        var waiting = await db.StripeEvents.AsNoTracking().FirstAsync(x => x.Id == command.EventId, ct);
        var found = await payments.Find(waiting.ObjectId ?? "", ct);
        await work.Begin(ct);
        var received = await db.StripeEvents.FirstAsync(x => x.Id == command.EventId, ct);
        if (received.State != StripeEventState.Waiting)
        {
            return new StripeEventTaken(false);
        }

        received.WaitOn(system.NowMicros);
        if (found.Error is { Kind: ErrorKind.Unavailable })
        {
            return new StripeEventTaken(false);
        }

        if (found.Error is { } refusal)
        {
            await StrangeMessages.Settle(db, received, refusal, system.NowMicros, ct);
            return new StripeEventTaken(true);
        }

        if (found.Value is not { TopUpId: { } id, ClientId: { } client })
        {
            received.Settle(StripeEventState.Ignored);
            return new StripeEventTaken(true);
        }

        // No row after all this time: we died after Stripe took the payment. The payment itself says whose it is.
        var adopt = command.Adopt || system.NowMicros - received.ReceivedAtMicros >= AdoptAfterMicros;
        var known = await db.TopUps.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
        if (known is null && !adopt)
        {
            return new StripeEventTaken(false);
        }

        if (known?.Is(found.Value, client) == false)
        {
            await StrangeMessages.Settle(db, received, found.Value, system.NowMicros, ct);
            return new StripeEventTaken(true);
        }

        await settlement.Settle(id, client, found.Value, ct);
        received.Settle(StripeEventState.Processed);
        return new StripeEventTaken(true);
    }
}

/// <summary>Finds the events that wait.</summary>
internal sealed class RetryStripeEvents(WalletDbContext db, ISender sender, SystemTime system) : IBackgroundWork
{
    private const int Batch = 50;

    // Asked so often without waiting; what Stripe cannot answer by then waits as long as it asks for.
    private const int MostForcedTries = 8;

    public string Name => "wallet.retry-stripe-events";

    public Lane Lane => Lane.Prompt;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var now = system.NowMicros;
        var waiting = await db
            .StripeEvents.AsNoTracking()
            .Where(x => x.State == StripeEventState.Waiting)
            .Where(x => x.NextTryAtMicros <= now || (force && x.Tries < MostForcedTries))
            .OrderBy(x => x.NextTryAtMicros)
            .Take(Batch)
            .ToListAsync(ct);
        var progressed = 0;
        foreach (var each in waiting)
        {
            ICommand<StripeEventTaken> command = StripeWebhook.IsOfPayout(each.Type)
                ? new TakePayoutEvent(each.Id, each.Type, each.ObjectId!)
                : new RetryStripeEvent(each.Id, force);
            var result = await sender.SendAs(Actor.System(Name), command, ct);
            progressed += result is { IsSuccess: true, Value.Progressed: true } ? 1 : 0;
        }

        return progressed;
    }

    public Task<long?> WaitsSinceMicros(CancellationToken ct) =>
        db
            .StripeEvents.Where(x => x.State == StripeEventState.Waiting && x.NextTryAtMicros <= system.NowMicros)
            .MinAsync(x => (long?)x.NextTryAtMicros, ct);

    public Task<int> Pending(CancellationToken ct) =>
        db.StripeEvents.CountAsync(x => x.State == StripeEventState.Waiting, ct);
}
