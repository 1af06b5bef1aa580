using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>How a try to send ended.</summary>
internal enum SendOutcome
{
    /// <summary>Accepted.</summary>
    Sent,

    /// <summary>Nobody to send it to, or of no use any more.</summary>
    Skipped,

    /// <summary>Not accepted: try again later.</summary>
    Failed,
}

/// <summary>Records how a try ended, if that try still holds the delivery.</summary>
[InternalRequest]
internal sealed record SettleDelivery(long Sequence, int Tries, SendOutcome Outcome, string? Reason) : ICommand<Done>;

internal sealed class SettleDeliveryHandler(NotificationsDbContext db, IWork work, SystemTime system)
    : ICommandHandler<SettleDelivery, Done>
{
    public async Task<Result<Done>> Handle(SettleDelivery command, CancellationToken ct)
    {
        await work.Begin(ct);
        var now = system.NowMicros;
        var state = command.Outcome switch
        {
            SendOutcome.Sent => DeliveryState.Sent,
            SendOutcome.Skipped => DeliveryState.Skipped,
            _ => command.Tries >= Delivery.MostTries ? DeliveryState.Dead : DeliveryState.Ready,
        };
        var nextTry = now + Backoff.AfterMicros(command.Tries, Random.Shared.NextDouble());
        long? settledAt = state == DeliveryState.Ready ? null : now;
        var reason = command.Reason is { Length: > 300 } ? command.Reason[..300] : command.Reason;
        await db
            .Deliveries.Where(x => x.Sequence == command.Sequence && x.State == DeliveryState.Ready)
            .Where(x => x.Tries == command.Tries)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, state)
                        .SetProperty(x => x.NextTryAtMicros, nextTry)
                        .SetProperty(x => x.LeasedUntilMicros, 0L)
                        .SetProperty(x => x.SettledAtMicros, settledAt)
                        .SetProperty(x => x.LastError, reason),
                ct
            );
        return Done.Value;
    }
}
