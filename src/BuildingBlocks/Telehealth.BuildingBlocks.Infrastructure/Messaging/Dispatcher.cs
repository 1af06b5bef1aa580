using System.Linq.Expressions;
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

    /// <summary>
    /// Dispatches a batch of the module's events and answers how many rows it moved. An urgent lane's pass serves the
    /// consumers of that lane and above, and leaves the others to theirs; the ordinary pass serves whoever is left, in
    /// the order of the commits, so that no consumer meets its events in another order than they were committed.
    /// </summary>
    public async Task<int> Run(Module module, Lane lane, CancellationToken ct)
    {
        var full = new Dictionary<(string, Lane), bool>();
        // The cursor lives for this pass alone: the next pass begins at the oldest undispatched row again, so a row
        // that commits late with a low sequence is never passed over.
        for (var after = 0L; ; )
        {
            var rows = await Undispatched(module, lane, after, ct);
            if (rows.Count == 0)
            {
                return 0;
            }

            crash.At("dispatch.read", module.Name);
            after = rows[^1].Sequence;
            var moved = await Move(module, lane, rows, full, ct);
            if (moved > 0)
            {
                return moved;
            }
        }
    }

    private async Task<int> Move(
        Module module,
        Lane lane,
        List<OutboxRow> rows,
        Dictionary<(string, Lane), bool> full,
        CancellationToken ct
    )
    {
        var inserted = 0;
        var held = new HashSet<long>();
        var targets = rows.SelectMany(row => subscriptions.To(row.WireName).Select(x => (Row: row, Subscription: x)))
            .Where(x => x.Subscription.Lane >= lane)
            .GroupBy(x => (x.Subscription.Module, x.Subscription.Lane))
            .OrderByDescending(x => x.Key.Lane);
        foreach (var target in targets)
        {
            if (await IsFull(target.Key.Module, target.Key.Lane, full, ct))
            {
                held.UnionWith(target.Select(x => x.Row.Sequence));
                continue;
            }

            inserted += await Deliver(target.Key.Module, [.. target], ct);
            crash.At("dispatch.inserted", target.Key.Module.Name);
        }

        var marked = await Mark(module, lane, [.. rows.Where(x => !held.Contains(x.Sequence))], ct);
        crash.At("dispatch.marked", module.Name);
        MessagingMetrics.Dispatched.Add(marked, MessagingMetrics.Of(module.Name));
        return inserted + marked;
    }

    // An event this release does not know stays: a newer host of a rolling update will know whom to give it to.
    private Task<List<OutboxRow>> Undispatched(Module module, Lane lane, long after, CancellationToken ct) =>
        databases.Read(
            module,
            db =>
                db.Outbox.AsNoTracking()
                    .Where(x => x.DispatchedAtMicros == null && x.Sequence > after)
                    .Where(OfLane(lane))
                    .Where(x => EF.Constant(events.Names).Contains(x.WireName))
                    .OrderBy(x => x.Sequence)
                    .Take(options.DispatchBatch)
                    .ToListAsync(ct)
        );

    // The top lane by equality: an index answers that without passing a single ordinary row.
    private static Expression<Func<OutboxRow, bool>> OfLane(Lane lane) =>
        lane switch
        {
            Lane.Ordinary => x => true,
            Lane.Safety => x => x.Lane == Lane.Safety,
            _ => x => x.Lane >= lane,
        };

    private async Task<bool> IsFull(
        Module target,
        Lane lane,
        Dictionary<(string, Lane), bool> full,
        CancellationToken ct
    )
    {
        if (!full.TryGetValue((target.Name, lane), out var known))
        {
            var most = options.MostReadyPerModule;
            var ready = await databases.Read(
                target,
                db => db.Inbox.Where(x => x.State == InboxState.Ready && x.Lane == lane).Take(most + 1).CountAsync(ct)
            );
            known = ready > most;
            full[(target.Name, lane)] = known;
            if (known)
            {
                Paused(log, target.Name, lane, most);
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
                signal.Raise(target.Name, missing[0].Subscription.Lane);
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
                    Lane = subscription.Lane,
                    SkipWhenDead = subscription.Policy == DeadLetterPolicy.Skip,
                    CommittedAtMicros = row.CommittedAtMicros,
                }
            );
        }

        return db.SaveChangesAsync(ct);
    }

    // Done for this lane: on to the next lane somebody waits in, or dispatched when there is none.
    private async Task<int> Mark(Module module, Lane lane, List<OutboxRow> rows, CancellationToken ct)
    {
        var marked = 0;
        foreach (var group in rows.GroupBy(x => NextLane(lane, x.WireName)))
        {
            var sequences = group.Select(x => x.Sequence).ToArray();
            marked += await databases.Write(module, db => Mark(db, sequences, group.Key, ct), ct);
            if (group.Key is { } next)
            {
                signal.Raise(module.Name, next);
            }
        }

        return marked;
    }

    private Lane? NextLane(Lane lane, string wireName) =>
        subscriptions.LanesBelow(lane, wireName).Select(x => (Lane?)x).Max();

    private Task<int> Mark(ModuleDbContext db, long[] sequences, Lane? next, CancellationToken ct)
    {
        var open = db.Outbox.Where(x => sequences.Contains(x.Sequence) && x.DispatchedAtMicros == null);
        return next is { } lane
            ? open.Where(x => x.Lane > lane).ExecuteUpdateAsync(set => set.SetProperty(x => x.Lane, lane), ct)
            : open.ExecuteUpdateAsync(set => set.SetProperty(x => x.DispatchedAtMicros, system.NowMicros), ct);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Module} has over {Most} ready rows in lane {Lane}; it gets no events until they are done"
    )]
    private static partial void Paused(ILogger log, string module, Lane lane, int most);
}
