using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>A row that was given up.</summary>
/// <param name="Module">The module whose inbox holds it.</param>
/// <param name="Sequence">Its number there: with the module, its id.</param>
/// <param name="Consumer">The consumer that failed.</param>
/// <param name="EventId">The event.</param>
/// <param name="LastError">The last failure.</param>
public sealed record DeadLetterRef(string Module, long Sequence, string Consumer, Guid EventId, string? LastError);

/// <summary>What a drain did.</summary>
/// <param name="Dispatched">Rows the dispatchers moved.</param>
/// <param name="Processed">Effects committed.</param>
/// <param name="Failed">Tries that failed.</param>
/// <param name="Background">Items of background work done.</param>
/// <param name="Died">What was given up meanwhile.</param>
/// <param name="Drained">False when something was still in another worker's hands when patience ran out.</param>
public sealed record DrainOutcome(
    int Dispatched,
    int Processed,
    int Failed,
    int Background,
    IReadOnlyList<DeadLetterRef> Died,
    bool Drained
)
{
    /// <summary>What still waits, by name and number; empty when drained.</summary>
    public IReadOnlyList<string> Waiting { get; init; } = [];
}

/// <summary>
/// Moves messages and runs background work, with backoff ignored, until nothing is ready. Takes no lease: it is as
/// safe beside a running pump as two hosts are.
/// </summary>
public sealed class Drain
{
    private const int MostRounds = 2_000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    private readonly ModuleDatabases databases;
    private readonly Loops loops;
    private readonly PendingWork pending;
    private readonly MessagingOptions options;

    internal Drain(ModuleDatabases databases, Loops loops, PendingWork pending, MessagingOptions options)
    {
        this.databases = databases;
        this.loops = loops;
        this.pending = pending;
        this.options = options;
    }

    /// <summary>Drains, and says what happened.</summary>
    public async Task<DrainOutcome> Run(CancellationToken ct)
    {
        var before = (await Dead(ct)).Select(x => (x.Module, x.Sequence)).ToHashSet();
        var sum = new DrainOutcome(0, 0, 0, 0, [], true);
        var idle = TimeSpan.Zero;
        for (var rounds = 0; rounds < MostRounds; )
        {
            var after = await Round(sum, ct);
            if (after != sum)
            {
                sum = after;
                idle = TimeSpan.Zero;
                rounds++;
                continue;
            }

            var drained = (await pending.Count(ct)).Drained;
            if (drained || idle >= options.DrainPatience)
            {
                var died = (await Dead(ct)).Where(x => !before.Contains((x.Module, x.Sequence))).ToList();
                return sum with { Died = died, Drained = drained, Waiting = drained ? [] : await pending.Names(ct) };
            }

            // Another worker has something in hand: its row is ready until its transaction ends.
            await Task.Delay(LookAgain, ct);
            idle += LookAgain;
        }

        throw new InvalidOperationException(
            $"After {MostRounds} rounds there still is something to do; a job or a pair of reactions goes in a circle."
        );
    }

    /// <summary>The dead letters of all modules.</summary>
    internal async Task<List<DeadLetterRef>> Dead(CancellationToken ct)
    {
        var all = new List<DeadLetterRef>();
        foreach (var module in databases.Modules)
        {
            all.AddRange(
                await databases.Read(
                    module,
                    db =>
                        db.Inbox.Where(x => x.State == InboxState.Dead)
                            .OrderBy(x => x.Sequence)
                            .Select(x => new DeadLetterRef(module.Name, x.Sequence, x.Consumer, x.EventId, x.LastError))
                            .ToListAsync(ct)
                )
            );
        }

        return all;
    }

    private async Task<DrainOutcome> Round(DrainOutcome sum, CancellationToken ct)
    {
        foreach (var module in databases.Modules)
        {
            var (dispatched, processed) = await loops.Round(module, force: true, ct);
            sum = sum with
            {
                Dispatched = sum.Dispatched + dispatched,
                Processed = sum.Processed + processed.Done,
                Failed = sum.Failed + processed.Failed + processed.Died,
            };
        }

        foreach (var (name, _) in loops.Jobs<IBackgroundWork>(x => x.Name))
        {
            var done = await loops.WithBackground(name, work => work.RunReady(force: true, ct));
            sum = sum with { Background = sum.Background + done };
        }

        return sum;
    }
}
