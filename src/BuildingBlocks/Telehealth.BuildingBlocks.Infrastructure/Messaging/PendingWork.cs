using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>What still has to happen.</summary>
/// <param name="Outbox">Events not dispatched.</param>
/// <param name="Inbox">Rows to process, those in backoff included.</param>
/// <param name="Halted">Rows that wait behind a dead one: only staff can free them.</param>
/// <param name="Background">Items of background work.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record PendingCounts(long Outbox, long Inbox, long Halted, long Background, long Dead)
{
    /// <summary>
    /// True when nothing moves any more by itself: only then modules may be compared with each other.
    /// </summary>
    public bool Drained => Outbox + Inbox + Background == 0;
}

/// <summary>Counts what still has to happen, over all modules (<c>verify --wait</c>).</summary>
public sealed class PendingWork
{
    private readonly ModuleDatabases databases;
    private readonly Loops loops;

    internal PendingWork(ModuleDatabases databases, Loops loops)
    {
        this.databases = databases;
        this.loops = loops;
    }

    /// <summary>Counts now.</summary>
    public async Task<PendingCounts> Count(CancellationToken ct)
    {
        var sum = new PendingCounts(0, 0, 0, 0, 0);
        foreach (var module in databases.Modules)
        {
            var here = await databases.Read(module, db => Count(db, ct));
            sum = new PendingCounts(
                sum.Outbox + here.Outbox,
                sum.Inbox + here.Inbox,
                sum.Halted + here.Halted,
                0,
                sum.Dead + here.Dead
            );
        }

        var background = 0L;
        foreach (var job in loops.Background())
        {
            background += await loops.WithBackground(job.Name, work => work.Pending(ct));
        }

        return sum with
        {
            Background = background,
        };
    }

    /// <summary>What still has to happen, by name and number: for whoever asks why it does not end.</summary>
    public async Task<IReadOnlyList<string>> Names(CancellationToken ct)
    {
        var names = new List<string>();
        foreach (var module in databases.Modules)
        {
            var here = await databases.Read(module, db => Count(db, ct));
            Add($"{module.Name} outbox", here.Outbox);
            Add($"{module.Name} inbox", here.Inbox);
        }

        foreach (var job in loops.Background())
        {
            Add(job.Name, await loops.WithBackground(job.Name, work => work.Pending(ct)));
        }

        return names;

        void Add(string name, long count)
        {
            if (count > 0)
            {
                names.Add($"{name}: {count}");
            }
        }
    }

    private static async Task<PendingCounts> Count(ModuleDbContext db, CancellationToken ct)
    {
        var outbox = await db.Outbox.LongCountAsync(x => x.DispatchedAtMicros == null, ct);
        var ready = await db.Inbox.LongCountAsync(x => x.State == InboxState.Ready, ct);
        var dead = await db.Inbox.LongCountAsync(x => x.State == InboxState.Dead, ct);
        var halted = dead == 0 ? 0 : await db.Halted().LongCountAsync(ct);
        return new PendingCounts(outbox, ready - halted, halted, 0, dead);
    }
}
