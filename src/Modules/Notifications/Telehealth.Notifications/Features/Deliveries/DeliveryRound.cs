using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>
/// A batch of ready deliveries: claimed in one short transaction, sent in none, settled in another. Dying between
/// acceptance and settling repeats the message with the same Message-ID once the lease has run out (NOT-02).
/// </summary>
internal sealed class DeliveryRound(
    NotificationsDbContext db,
    ISender sender,
    SystemTime system,
    Postman postman,
    TeamReports reports,
    DeliveriesInHand inHand
)
{
    private const int Batch = 25;

    public async Task<int> Run(string name, Lane lane, Channel? channel, bool force, CancellationToken ct)
    {
        var now = system.NowMicros;
        var ready = await Ready(lane, channel)
            .Where(x => x.LeasedUntilMicros <= now && (force || x.NextTryAtMicros <= now))
            .OrderBy(x => x.NextTryAtMicros)
            .Select(x => x.Sequence)
            .Take(Batch)
            .ToListAsync(ct);
        var done = 0;
        foreach (var sequence in ready)
        {
            if (!inHand.Take(sequence))
            {
                continue;
            }

            try
            {
                done += await Send(Actor.System(name), sequence, force, ct) ? 1 : 0;
            }
            finally
            {
                inHand.LetGo(sequence);
            }
        }

        return done;
    }

    public Task<int> Pending(Lane lane, Channel? channel, CancellationToken ct) => Ready(lane, channel).CountAsync(ct);

    /// <summary>What fails again and again waits too, where somebody may be in danger.</summary>
    public Task<long?> WaitsSinceMicros(Lane lane, Channel? channel, CancellationToken ct) =>
        lane == Lane.Safety
            ? Ready(lane, channel).MinAsync(x => (long?)x.CreatedAtMicros, ct)
            : Ready(lane, channel)
                .Where(x => x.NextTryAtMicros <= system.NowMicros)
                .MinAsync(x => (long?)x.NextTryAtMicros, ct);

    private IQueryable<Delivery> Ready(Lane lane, Channel? channel) =>
        db
            .Deliveries.AsNoTracking()
            .Where(x => x.State == DeliveryState.Ready && x.Lane == lane)
            .Where(x => channel == null || x.Channel == channel);

    private async Task<bool> Send(Actor actor, long sequence, bool force, CancellationToken ct)
    {
        var claimed = await sender.SendAs(actor, new ClaimDelivery(sequence, force), ct);
        if (claimed.Error is not null)
        {
            return false;
        }

        var delivery = claimed.Value;
        var (outcome, reason) = await reports.Tell(delivery, await postman.Send(delivery, ct), ct);
        await sender.SendAs(actor, new SettleDelivery(delivery.Sequence, delivery.Tries, outcome, reason), ct);
        return true;
    }
}

/// <summary>
/// What a worker of this process has in hand, so that its neighbours reach for something else; between hosts the claim
/// decides.
/// </summary>
internal sealed class DeliveriesInHand
{
    private readonly ConcurrentDictionary<long, bool> all = new();

    public bool Take(long sequence) => all.TryAdd(sequence, true);

    public void LetGo(long sequence) => all.TryRemove(sequence, out _);
}
