using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// Carries a module's committed events into the inboxes of their consumers, each consumer's module in a transaction of
/// its own, and only then marks them dispatched. Whatever stops in between is done again; the inbox's unique index
/// makes that harmless.
/// </summary>
internal sealed partial class Dispatcher(
    ModuleDatabases databases,
    SubscriptionCatalog subscriptions,
    EventCatalog events,
    MessagingOptions options,
    SystemTime system,
    OutboxSignal signal,
    CrashPoints crash,
    ILogger<Dispatcher> log
)
{
    private const int MostInsertRuns = 4;

    /// <summary>Dispatches a batch of the module's events and answers how many rows it moved.</summary>
    public async Task<int> Run(Module module, CancellationToken ct)
    {
        var full = new Dictionary<string, bool>(StringComparer.Ordinal);
        // The cursor lives for this pass alone: the next pass begins at the oldest undispatched row again, so a row
        // that commits late with a low sequence is never passed over.
        for (var after = 0L; ; )
        {
            var rows = await Undispatched(module, after, ct);
            if (rows.Count == 0)
            {
                return 0;
            }

            crash.At("dispatch.read", module.Name);
            after = rows[^1].Sequence;
            var moved = await Move(module, rows, full, ct);
            if (moved > 0)
            {
                return moved;
            }
        }
    }

    private async Task<int> Move(
        Module module,
        List<OutboxRow> rows,
        Dictionary<string, bool> full,
        CancellationToken ct
    )
    {
        var inserted = 0;
        var held = new HashSet<long>();
        var targets = rows.SelectMany(row => subscriptions.To(row.WireName).Select(x => (Row: row, Subscription: x)))
            .GroupBy(x => x.Subscription.Module);
        foreach (var target in targets)
        {
            if (await IsFull(target.Key, full, ct))
            {
                held.UnionWith(target.Select(x => x.Row.Sequence));
                continue;
            }

            inserted += await Deliver(target.Key, [.. target], ct);
            crash.At("dispatch.inserted", target.Key.Name);
        }

        var dispatched = rows.Select(x => x.Sequence).Where(x => !held.Contains(x)).ToArray();
        var marked = dispatched.Length == 0 ? 0 : await Mark(module, dispatched, ct);
        crash.At("dispatch.marked", module.Name);
        MessagingMetrics.Dispatched.Add(marked, MessagingMetrics.Of(module.Name));
        return inserted + marked;
    }

    // An event this release does not know stays: a newer host of a rolling update will know whom to give it to.
    private Task<List<OutboxRow>> Undispatched(Module module, long after, CancellationToken ct) =>
        databases.Read(
            module,
            db =>
                db.Outbox.AsNoTracking()
                    .Where(x => x.DispatchedAtMicros == null && x.Sequence > after)
                    .Where(x => EF.Constant(events.Names).Contains(x.WireName))
                    .OrderBy(x => x.Sequence)
                    .Take(options.DispatchBatch)
                    .ToListAsync(ct)
        );

    private async Task<bool> IsFull(Module target, Dictionary<string, bool> full, CancellationToken ct)
    {
        if (!full.TryGetValue(target.Name, out var known))
        {
            var most = options.MostReadyPerModule;
            var ready = await databases.Read(
                target,
                db => db.Inbox.Where(x => x.State == InboxState.Ready).Take(most + 1).CountAsync(ct)
            );
            known = ready > most;
            full[target.Name] = known;
            if (known)
            {
                Paused(log, target.Name, most);
            }
        }

        return known;
    }

    private async Task<int> Deliver(
        Module target,
        List<(OutboxRow Row, Subscription Subscription)> deliveries,
        CancellationToken ct
    )
    {
        for (var run = 1; ; run++)
        {
            var present = await Present(target, deliveries, ct);
            var missing = deliveries.Where(x => !present.Contains((x.Subscription.Consumer, x.Row.EventId))).ToList();
            if (missing.Count == 0)
            {
                return 0;
            }

            try
            {
                await databases.Write(target, db => Insert(db, missing, ct), ct);
                signal.Raise(target.Name);
                return missing.Count;
            }
            catch (DbUpdateException e) when (run < MostInsertRuns && DbErrors.IsUniqueViolation(e))
            {
                // Another dispatcher inserted some of them meanwhile: look again and insert the rest.
            }
        }
    }

    private async Task<HashSet<(string, Guid)>> Present(
        Module target,
        List<(OutboxRow Row, Subscription Subscription)> deliveries,
        CancellationToken ct
    )
    {
        var ids = deliveries.Select(x => x.Row.EventId).Distinct().ToArray();
        var rows = await databases.Read(
            target,
            db =>
                db.Inbox.Where(x => ids.Contains(x.EventId)).Select(x => new { x.Consumer, x.EventId }).ToListAsync(ct)
        );
        return [.. rows.Select(x => (x.Consumer, x.EventId))];
    }

    private static Task<int> Insert(
        ModuleDbContext db,
        List<(OutboxRow Row, Subscription Subscription)> deliveries,
        CancellationToken ct
    )
    {
        foreach (var (row, subscription) in deliveries)
        {
            db.Inbox.Add(
                new InboxRow
                {
                    Consumer = subscription.Consumer,
                    EventId = row.EventId,
                    WireName = row.WireName,
                    Partition = row.Partition,
                    Version = row.Version,
                    Ordinal = row.Ordinal,
                    Payload = row.Payload,
                    Actor = row.Actor,
                    TraceParent = row.TraceParent,
                    SkipWhenDead = subscription.Policy == DeadLetterPolicy.Skip,
                    CommittedAtMicros = row.CommittedAtMicros,
                }
            );
        }

        return db.SaveChangesAsync(ct);
    }

    private Task<int> Mark(Module module, long[] sequences, CancellationToken ct) =>
        databases.Write(
            module,
            db =>
                db.Outbox.Where(x => sequences.Contains(x.Sequence) && x.DispatchedAtMicros == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.DispatchedAtMicros, system.NowMicros), ct),
            ct
        );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Module} has over {Most} ready rows; it gets no events until they are done"
    )]
    private static partial void Paused(ILogger log, string module, int most);
}
