using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
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
/// <param name="Drained">
/// False when something was still in another worker's hands when patience ran out, or cannot be settled.
/// </param>
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
/// Moves messages and runs background work, with backoff ignored, until nothing is ready. What does not move is tried
/// so a few times and then as seldom as it asks for itself; what is left in the end is named. Takes no lease: it is as
/// safe beside a running pump as two hosts are.
/// </summary>
public sealed class Drain
{
    private const int MostRounds = 2_000;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly ModuleDatabases databases;
    private readonly Loops loops;
    private readonly PendingWork pending;
    private readonly OutboxSignal signal;
    private readonly MessagingOptions options;

    internal Drain(
        ModuleDatabases databases,
        Loops loops,
        PendingWork pending,
        OutboxSignal signal,
        MessagingOptions options
    )
    {
        this.databases = databases;
        this.loops = loops;
        this.pending = pending;
        this.signal = signal;
        this.options = options;
    }

    /// <summary>Drains, and says what happened.</summary>
    public async Task<DrainOutcome> Run(CancellationToken ct)
    {
        var before = (await Dead(ct)).Select(x => (x.Module, x.Sequence)).ToHashSet();
        var sum = new DrainOutcome(0, 0, 0, 0, [], true);
        var (idle, look) = (TimeSpan.Zero, FirstLook);
        var fruitless = new Dictionary<string, int>(StringComparer.Ordinal);
        using var ears = new Ears(signal, databases.Modules);
        for (var rounds = 0; rounds < MostRounds; )
        {
            var after = await Messages(sum, ears, ct);
            if (after == sum)
            {
                after = await Background(sum, fruitless, ct);
            }

            if (after != sum)
            {
                sum = after;
                (idle, look) = (TimeSpan.Zero, FirstLook);
                rounds++;
                continue;
            }

            var left = await pending.Count(ct);
            if (left.Drained || idle >= options.DrainPatience)
            {
                return await Outcome(sum, left, before, ct);
            }

            // Another host committed something, another worker has it in hand (its row is ready until its transaction
            // ends), or it cannot be done now: looked at ever more seldom.
            ears.Prick();
            await Task.Delay(look, ct);
            idle += look;
            look = look * 2 < LongestLook ? look * 2 : LongestLook;
        }

        var still = await Outcome(sum, await pending.Count(ct), before, ct);
        return still with
        {
            Drained = false,
            Waiting = [.. still.Waiting, $"after {MostRounds} rounds a job or a pair of reactions goes in a circle"],
        };
    }

    private async Task<DrainOutcome> Outcome(
        DrainOutcome sum,
        PendingCounts left,
        HashSet<(string, long)> before,
        CancellationToken ct
    )
    {
        var dead = left.Dead == 0 ? [] : await Dead(ct);
        var died = dead.Where(x => !before.Contains((x.Module, x.Sequence))).ToList();
        var waiting = left.Drained ? [] : await pending.Names(ct);
        return sum with { Died = died, Drained = left.Drained, Waiting = waiting };
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

    // Only where somebody said that there is something; what nobody said is found when what is left is counted.
    private async Task<DrainOutcome> Messages(DrainOutcome sum, Ears ears, CancellationToken ct)
    {
        foreach (var (module, ear) in ears.Raised())
        {
            var (dispatched, processed) = await loops.Round(module, lane: null, force: true, ct);
            if (dispatched + processed.Moved > 0)
            {
                ear.Raise();
            }

            sum = sum with
            {
                Dispatched = sum.Dispatched + dispatched,
                Processed = sum.Processed + processed.Done,
                Failed = sum.Failed + processed.Failed + processed.Died,
            };
        }

        return sum;
    }

    // A job that moved nothing for so many runs in a row waits as long as it asks for, forced or not.
    private async Task<DrainOutcome> Background(
        DrainOutcome sum,
        Dictionary<string, int> fruitless,
        CancellationToken ct
    )
    {
        foreach (var job in loops.Background())
        {
            var runs = fruitless.GetValueOrDefault(job.Name);
            var force = runs < options.MostForcedTries;
            var done = await loops.WithBackground(job.Name, work => work.RunReady(force, ct));
            fruitless[job.Name] = done > 0 ? 0 : runs + 1;
            sum = sum with { Background = sum.Background + done };
        }

        return sum;
    }

    /// <summary>An ear for each module, all of them pricked at first.</summary>
    private sealed class Ears : IDisposable
    {
        private readonly List<(Module Module, OutboxSignal.Listener Ear)> all;

        public Ears(OutboxSignal signal, IEnumerable<Module> modules)
        {
            all = [.. modules.Select(x => (x, signal.Listen(x.Name)))];
            Prick();
        }

        public void Prick() => all.ForEach(x => x.Ear.Raise());

        public IEnumerable<(Module Module, OutboxSignal.Listener Ear)> Raised() => all.Where(x => x.Ear.Heard());

        public void Dispose() => all.ForEach(x => x.Ear.Dispose());
    }
}
