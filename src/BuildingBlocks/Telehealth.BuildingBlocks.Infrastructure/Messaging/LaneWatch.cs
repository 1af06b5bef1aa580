using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>Something of a lane that waits for longer than its lane may.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="What">The module's outbox or inbox, or the job.</param>
/// <param name="For">How long the oldest has been waiting.</param>
/// <param name="Leased">Whether a host holds the lease of the loops that should do it.</param>
public sealed record LaneBehind(Lane Lane, string What, TimeSpan For, bool Leased);

/// <summary>Finds the lanes that are behind: in the outboxes, the inboxes, and the background work.</summary>
public sealed class LaneWatch
{
    private readonly ModuleDatabases databases;
    private readonly Loops loops;
    private readonly SubscriptionCatalog subscriptions;
    private readonly MessagingOptions options;
    private readonly SystemTime system;

    internal LaneWatch(
        ModuleDatabases databases,
        Loops loops,
        SubscriptionCatalog subscriptions,
        MessagingOptions options,
        SystemTime system
    )
    {
        this.databases = databases;
        this.loops = loops;
        this.subscriptions = subscriptions;
        this.options = options;
        this.system = system;
    }

    /// <summary>What is behind now, the most urgent first.</summary>
    public async Task<IReadOnlyList<LaneBehind>> Look(CancellationToken ct)
    {
        var behind = new List<LaneBehind>();
        foreach (var module in databases.Modules)
        {
            foreach (var lane in Lanes.All)
            {
                await Add(lane, $"{module.Name} outbox", module, await Outbox(module, lane, ct));
                await Add(lane, $"{module.Name} inbox", module, await Inbox(module, lane, ct));
            }
        }

        foreach (var job in loops.Background())
        {
            var since = await loops.WithBackground(job.Name, work => work.WaitsSinceMicros(ct));
            await Add(job.Lane, job.Name, job.Module, since);
        }

        return [.. behind.OrderByDescending(x => x.Lane)];

        async Task Add(Lane lane, string what, Module module, long? since)
        {
            if (since is { } micros && Waited(micros) is var waited && waited > options.BehindAfter(lane))
            {
                behind.Add(new LaneBehind(lane, what, waited, await loops.IsLeased(module, ct)));
            }
        }
    }

    private TimeSpan Waited(long since) => TimeSpan.FromMicroseconds(system.NowMicros - since);

    private Task<long?> Outbox(Module module, Lane lane, CancellationToken ct) =>
        databases.Read(
            module,
            db =>
                db.Outbox.Where(x => x.DispatchedAtMicros == null && x.Lane == lane)
                    .MinAsync(x => (long?)x.CommittedAtMicros, ct)
        );

    // What fails and is tried again later is no sign of a slow lane, except where somebody may be in danger.
    private Task<long?> Inbox(Module module, Lane lane, CancellationToken ct)
    {
        var known = subscriptions.ConsumersOf(module).ToArray();
        var now = lane == Lane.Safety ? long.MaxValue : system.NowMicros;
        return databases.Read(
            module,
            db =>
                db.Heads()
                    .Where(x => x.Lane == lane && x.NextTryAtMicros <= now && known.Contains(x.Consumer))
                    .MinAsync(
                        x =>
                            (long?)(
                                lane != Lane.Safety && x.NextTryAtMicros > 0 ? x.NextTryAtMicros : x.CommittedAtMicros
                            ),
                        ct
                    )
        );
    }
}
