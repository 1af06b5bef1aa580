using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>How many rows came to which end.</summary>
internal readonly record struct ProcessCounts(int Done, int Failed, int Died)
{
    /// <summary>Rows that are not where they were.</summary>
    public int Moved => Done + Failed + Died;

    public static ProcessCounts operator +(ProcessCounts a, ProcessCounts b) =>
        new(a.Done + b.Done, a.Failed + b.Failed, a.Died + b.Died);

    public static ProcessCounts Of(IReadOnlyCollection<ReactionOutcome> outcomes) =>
        new(
            outcomes.Count(x => x == ReactionOutcome.Done),
            outcomes.Count(x => x == ReactionOutcome.Failed),
            outcomes.Count(x => x == ReactionOutcome.Died)
        );
}

/// <summary>
/// Works off a module's inbox: the next row of each (consumer, partition), several partitions side by side. Safe
/// whoever else does the same: the flip decides.
/// </summary>
internal sealed class Processor(
    ModuleDatabases databases,
    SubscriptionCatalog subscriptions,
    ReactionRunner runner,
    MessagingOptions options,
    Clocks.SystemTime system,
    CrashPoints crash
)
{
    /// <summary>
    /// Runs a batch of rows of a lane, or of all, that are next; <paramref name="force"/> ignores backoff.
    /// </summary>
    public async Task<ProcessCounts> Run(Module module, Lane? lane, int workers, bool force, CancellationToken ct)
    {
        var rows = await Next(module, lane, force, ct);
        if (rows.Count == 0)
        {
            return default;
        }

        crash.At("process.read", module.Name);
        var outcomes = new ReactionOutcome[rows.Count];
        if (workers == 1)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                outcomes[i] = await runner.Run(module, rows[i], ct);
            }
        }
        else
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct };
            await Parallel.ForAsync(
                0,
                rows.Count,
                parallel,
                async (i, token) => outcomes[i] = await runner.Run(module, rows[i], token)
            );
        }

        return ProcessCounts.Of(outcomes);
    }

    private static IQueryable<InboxRow> InLane(IQueryable<InboxRow> rows, Lane? lane) =>
        lane is { } one ? rows.Where(x => x.Lane == one) : rows;

    // Rows of consumers this release does not know wait: a newer host of a rolling update knows them.
    private Task<List<InboxRow>> Next(Module module, Lane? lane, bool force, CancellationToken ct)
    {
        var known = subscriptions.ConsumersOf(module).ToArray();
        var now = force ? long.MaxValue : system.NowMicros;
        return known.Length == 0
            ? Task.FromResult(new List<InboxRow>())
            : databases.Read(
                module,
                db =>
                    InLane(db.Heads(), lane)
                        .AsNoTracking()
                        .Where(x => x.NextTryAtMicros <= now && EF.Constant(known).Contains(x.Consumer))
                        .OrderBy(x => x.Sequence)
                        .Take(options.ProcessBatch)
                        .ToListAsync(ct)
            );
    }
}
