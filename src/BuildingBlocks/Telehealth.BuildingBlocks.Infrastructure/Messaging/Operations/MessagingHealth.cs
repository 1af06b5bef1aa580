using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;

/// <summary>How the messages of all modules are doing.</summary>
/// <param name="Modules">Each module, by name.</param>
public sealed record MessagingHealthAnswer(IReadOnlyList<ModuleHealthAnswer> Modules);

/// <summary>How a module's messages are doing, by the system's time.</summary>
/// <param name="Module">The module.</param>
/// <param name="Undispatched">Its events not yet dispatched.</param>
/// <param name="OldestUndispatchedSeconds">Age of the oldest of them, or null.</param>
/// <param name="Ready">Rows its consumers have to process, halted ones included.</param>
/// <param name="OldestReadySeconds">Age of the oldest of them, or null.</param>
/// <param name="Halted">Rows that wait behind a dead letter.</param>
/// <param name="Dead">Dead letters.</param>
/// <param name="UnknownConsumers">Ready rows of consumers this release does not have.</param>
/// <param name="Leases">Who runs its loops.</param>
public sealed record ModuleHealthAnswer(
    string Module,
    long Undispatched,
    double? OldestUndispatchedSeconds,
    long Ready,
    double? OldestReadySeconds,
    long Halted,
    long Dead,
    long UnknownConsumers,
    IReadOnlyList<LeaseAnswer> Leases
);

/// <summary>Who runs a loop.</summary>
/// <param name="Name">The loop.</param>
/// <param name="Holder">Machine, process and a part of its own.</param>
/// <param name="ExpiresAt">When another host may take over.</param>
public sealed record LeaseAnswer(string Name, string Holder, Instant ExpiresAt);

[Needs("operations.messages.read")]
internal sealed record GetMessagingHealth : IQuery<MessagingHealthAnswer>;

internal sealed class GetMessagingHealthHandler(
    ModuleDatabases databases,
    SubscriptionCatalog subscriptions,
    SystemTime system
) : IQueryHandler<GetMessagingHealth, MessagingHealthAnswer>
{
    public async Task<Result<MessagingHealthAnswer>> Handle(
        GetMessagingHealth query,
        CancellationToken cancellationToken
    )
    {
        var modules = new List<ModuleHealthAnswer>();
        foreach (var module in databases.Modules.OrderBy(x => x.Name, StringComparer.Ordinal))
        {
            modules.Add(await databases.Read(module, db => Of(module, db, cancellationToken)));
        }

        return new MessagingHealthAnswer(modules);
    }

    private async Task<ModuleHealthAnswer> Of(Module module, ModuleDbContext db, CancellationToken ct)
    {
        var undispatched = db.Outbox.Where(x => x.DispatchedAtMicros == null);
        var ready = db.Inbox.Where(x => x.State == InboxState.Ready);
        var known = subscriptions.ConsumersOf(module).ToArray();
        var leases = await db.Leases.AsNoTracking().OrderBy(x => x.Name).ToListAsync(ct);
        return new ModuleHealthAnswer(
            module.Name,
            await undispatched.LongCountAsync(ct),
            Age(await undispatched.MinAsync(x => (long?)x.CommittedAtMicros, ct)),
            await ready.LongCountAsync(ct),
            Age(await ready.MinAsync(x => (long?)x.CommittedAtMicros, ct)),
            await db.Halted().LongCountAsync(ct),
            await db.Inbox.LongCountAsync(x => x.State == InboxState.Dead, ct),
            await ready.LongCountAsync(x => !known.Contains(x.Consumer), ct),
            [.. leases.Select(x => new LeaseAnswer(x.Name, x.Holder, Micros.ToInstant(x.ExpiresAtMicros)))]
        );
    }

    private double? Age(long? committedAt) =>
        committedAt is { } at ? Math.Max(system.NowMicros - at, 0) / 1_000_000.0 : null;
}
