using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>Takes a ready delivery for sending, for as long as a lease holds; only one host gets it.</summary>
/// <param name="Sequence">The delivery.</param>
/// <param name="Force">Whether the waiting time after a failure is ignored.</param>
[InternalRequest]
internal sealed record ClaimDelivery(long Sequence, bool Force) : ICommand<ClaimedDelivery>;

/// <summary>A delivery somebody is to send now.</summary>
internal sealed record ClaimedDelivery(
    long Sequence,
    Guid Id,
    Guid EventId,
    Channel Channel,
    PersonId PersonId,
    string Template,
    string Facts,
    int Tries
);

internal sealed class ClaimDeliveryHandler(NotificationsDbContext db, IWork work, SystemTime system)
    : ICommandHandler<ClaimDelivery, ClaimedDelivery>
{
    // Longer than any gateway's time-out, so that a slow send is not taken for a dead host.
    private const long LeaseMicros = 120_000_000;

    public async Task<Result<ClaimedDelivery>> Handle(ClaimDelivery command, CancellationToken ct)
    {
        await work.Begin(ct);
        var now = system.NowMicros;
        var changed = await db
            .Deliveries.Where(x => x.Sequence == command.Sequence && x.State == DeliveryState.Ready)
            .Where(x => x.LeasedUntilMicros <= now && (command.Force || x.NextTryAtMicros <= now))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.LeasedUntilMicros, now + LeaseMicros)
                        .SetProperty(x => x.Tries, x => x.Tries + 1),
                ct
            );
        if (changed == 0)
        {
            return DeliveryErrors.Taken;
        }

        return await db
            .Deliveries.AsNoTracking()
            .Where(x => x.Sequence == command.Sequence)
            .Select(x => new ClaimedDelivery(
                x.Sequence,
                x.Id,
                x.EventId,
                x.Channel,
                x.PersonId,
                x.Template,
                x.Facts,
                x.Tries
            ))
            .SingleAsync(ct);
    }
}
