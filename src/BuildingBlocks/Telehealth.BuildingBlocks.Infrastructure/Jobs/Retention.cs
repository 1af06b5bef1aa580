using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Jobs;

/// <summary>
/// Removes old rows of the system tables in batches, by the system's time: dispatched events, done inbox rows, answers
/// under idempotency keys. What is dead or was discarded by staff stays.
/// </summary>
internal sealed class Retention(ModuleDatabases databases, Loops loops, MessagingOptions options, SystemTime system)
{
    /// <summary>Removes everything that is old enough and answers how many rows that were.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        var removed = 0;
        foreach (var module in databases.Modules)
        {
            if (await loops.Hold(module, ct))
            {
                removed += await Clean(module, ct);
            }
        }

        return removed;
    }

    private async Task<int> Clean(Module module, CancellationToken ct)
    {
        var outbox = Before(options.KeepOutbox);
        var inbox = Before(options.KeepInbox);
        var answers = Before(options.KeepIdempotency);
        return await Batches(module, db => Dispatched(db, outbox).ExecuteDeleteAsync(ct), ct)
            + await Batches(module, db => Done(db, inbox).ExecuteDeleteAsync(ct), ct)
            + await Batches(module, db => Answered(db, answers).ExecuteDeleteAsync(ct), ct);
    }

    private IQueryable<OutboxRow> Dispatched(ModuleDbContext db, long before) =>
        db.Outbox.Where(x => x.DispatchedAtMicros < before).OrderBy(x => x.Sequence).Take(options.RetentionBatch);

    private IQueryable<InboxRow> Done(ModuleDbContext db, long before) =>
        db
            .Inbox.Where(x => x.State == InboxState.Done && x.DoneAtMicros < before)
            .OrderBy(x => x.Sequence)
            .Take(options.RetentionBatch);

    private IQueryable<IdempotencyRow> Answered(ModuleDbContext db, long before) =>
        db
            .Idempotency.Where(x => x.CreatedAtMicros < before)
            .OrderBy(x => x.CreatedAtMicros)
            .Take(options.RetentionBatch);

    private async Task<int> Batches(Module module, Func<ModuleDbContext, Task<int>> delete, CancellationToken ct)
    {
        for (var removed = 0; ; )
        {
            var batch = await databases.Write(module, delete, ct);
            removed += batch;
            if (batch < options.RetentionBatch)
            {
                return removed;
            }
        }
    }

    private long Before(TimeSpan kept) => system.NowMicros - (long)kept.TotalMicroseconds;
}
