using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.BankArrivals;

/// <summary>
/// Takes in an event about a payout to our bank, once (WAL-06); sent again while Stripe does not answer. The event only
/// says that something changed, so the payout itself is asked for.
/// </summary>
[InternalRequest]
internal sealed record TakePayoutEvent(string EventId, string Type, string PayoutId) : ICommand<StripeEventTaken>;

internal sealed class TakePayoutEventHandler(
    WalletDbContext db,
    StripePayouts payouts,
    LedgerBook ledger,
    IWork work,
    IClock clock,
    SystemTime system
) : ICommandHandler<TakePayoutEvent, StripeEventTaken>
{
    private static readonly StripeEventTaken Nothing = new(false);

    public async Task<Result<StripeEventTaken>> Handle(TakePayoutEvent command, CancellationToken ct)
    {
        if (await db.StripeEvents.AnyAsync(x => x.Id == command.EventId && x.State != StripeEventState.Waiting, ct))
        {
            return Nothing;
        }

        var found = await payouts.Find(command.PayoutId, ct);
        await work.Begin(ct);
        var received = await db.StripeEvents.FirstOrDefaultAsync(x => x.Id == command.EventId, ct);
        if (received is null)
        {
            received = new StripeEvent(command.EventId, command.Type, command.PayoutId, system.NowMicros);
            db.StripeEvents.Add(received);
        }
        else if (received.State != StripeEventState.Waiting)
        {
            return Nothing;
        }

        if (found.Error is { Kind: ErrorKind.Unavailable })
        {
            received.WaitOn(system.NowMicros);
            await work.FlushOrRunAgain(ct);
            return Nothing;
        }

        if (found.IsSuccess)
        {
            received.Settle(StripeEventState.Processed);
            await Book(found.Value, ct);
        }
        else
        {
            await StrangeMessages.Settle(db, received, found.Error!, system.NowMicros, ct);
        }

        // Two events of one payout at once: the unique index lets one in, the other runs again and reads it.
        await work.FlushOrRunAgain(ct);
        return new StripeEventTaken(true);
    }

    private async Task Book(StripePayout payout, CancellationToken ct)
    {
        var booked = await db
            .Journals.AsNoTracking()
            .Include(x => x.Postings)
            .FirstOrDefaultAsync(x => x.Source == JournalSources.StripePayout && x.ExternalId == payout.Id, ct);
        var now = clock.GetCurrentInstant();
        if (booked is null && payout.Status is (StripePayoutStatus.Paid or StripePayoutStatus.Failed))
        {
            // Also when it failed meanwhile: whoever still reads it as paid then finds that it is booked.
            booked = payout.Book(now);
            await Post(booked, payout, ct);
        }

        if (payout.Status == StripePayoutStatus.Failed && !await IsReversed(booked!.Id, ct))
        {
            await Post(booked.Reverse(now, "The bank sent Stripe's payout back").Value, payout, ct);
        }
    }

    private async Task Post(Journal journal, StripePayout payout, CancellationToken ct)
    {
        if (!await ledger.Post(journal, ct))
        {
            throw new InvalidOperationException($"Stripe's payout {payout.Id} could not be posted.");
        }
    }

    private Task<bool> IsReversed(JournalId id, CancellationToken ct) =>
        db.Journals.AnyAsync(x => x.ReversesId == id, ct);
}
