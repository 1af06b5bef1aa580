using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

/// <summary>
/// Takes over what Stripe says of a payment, inside the caller's transaction. The command of the person who pays, the
/// webhook and the reconciliation all come here, so whoever is first books the money and the others find it done.
/// </summary>
internal sealed class TopUpSettlement(
    WalletDbContext db,
    LedgerBook ledger,
    IWork work,
    IClock clock,
    SystemTime system
)
{
    public async Task<TopUp> Settle(TopUpId id, PersonId client, PaymentState payment, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var topUp = await db.TopUps.FirstOrDefaultAsync(x => x.Id == id, ct);
        if (topUp is null)
        {
            topUp = new TopUp(id, client, payment, now, system.NowMicros);
            db.TopUps.Add(topUp);
        }
        else if (topUp.ClientId != client)
        {
            throw new InvalidOperationException($"Top-up {id} belongs to another wallet.");
        }

        if (topUp.Apply(payment, now, system.NowMicros) is { } journal)
        {
            if (!await ledger.Post(journal, ct))
            {
                throw new InvalidOperationException($"Top-up {id} could not be posted.");
            }

            work.Publish(new WalletToppedUpV1(id, client, topUp.Amount), $"top-up:{id}", topUp);
        }

        await work.FlushOrRunAgain(ct);
        return topUp;
    }
}
