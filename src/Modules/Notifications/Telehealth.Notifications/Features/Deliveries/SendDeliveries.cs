using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>
/// Sends what is ready: claimed in one short transaction, sent in none, settled in another. Dying between acceptance
/// and settling repeats the message with the same Message-ID once the lease has run out (NOT-02).
/// </summary>
internal sealed class SendDeliveries(NotificationsDbContext db, ISender sender, SystemTime system, Postman postman)
    : IBackgroundWork
{
    private const int Batch = 25;

    public string Name => "notifications.send";

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var now = system.NowMicros;
        var ready = await db
            .Deliveries.AsNoTracking()
            .Where(x => x.State == DeliveryState.Ready && x.LeasedUntilMicros <= now)
            .Where(x => force || x.NextTryAtMicros <= now)
            .OrderBy(x => x.NextTryAtMicros)
            .Select(x => x.Sequence)
            .Take(Batch)
            .ToListAsync(ct);
        var done = 0;
        foreach (var sequence in ready)
        {
            var claimed = await sender.SendAs(Actor.System(Name), new ClaimDelivery(sequence, force), ct);
            if (claimed.Error is null)
            {
                await Send(claimed.Value, ct);
                done++;
            }
        }

        return done;
    }

    public Task<int> Pending(CancellationToken ct) => db.Deliveries.CountAsync(x => x.State == DeliveryState.Ready, ct);

    private async Task Send(ClaimedDelivery delivery, CancellationToken ct)
    {
        var (outcome, reason) = await postman.Send(delivery, ct);
        await sender.SendAs(
            Actor.System(Name),
            new SettleDelivery(delivery.Sequence, delivery.Tries, outcome, reason),
            ct
        );
    }
}
