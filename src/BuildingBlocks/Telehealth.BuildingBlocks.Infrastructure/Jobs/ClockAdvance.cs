using Microsoft.Extensions.Logging;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;

namespace Telehealth.BuildingBlocks.Infrastructure.Jobs;

/// <summary>What an advance of the business clock did.</summary>
/// <param name="From">Where the clock stood.</param>
/// <param name="To">Where it stands.</param>
/// <param name="Stops">How often it stopped on the way because something was due.</param>
/// <param name="Processed">Events whose effects happened on the way.</param>
public sealed record AdvancedClock(Instant From, Instant To, int Stops, int Processed);

/// <summary>
/// Moves the business clock of a sandbox as time would: from one due instant to the next, everything due done and all
/// that follows from it drained before it goes on.
/// </summary>
public sealed partial class ClockAdvance
{
    private const string Lease = "clock";

    /// <summary>One instant may fall due anew (an event of the first run made more work), but not forever.</summary>
    private const int MostRunsAtOneInstant = 3;

    private readonly ModuleDatabases databases;
    private readonly Loops loops;
    private readonly Leases leases;
    private readonly Drain drain;
    private readonly BusinessClock clock;
    private readonly ILogger<ClockAdvance> log;

    internal ClockAdvance(
        ModuleDatabases databases,
        Loops loops,
        Leases leases,
        Drain drain,
        BusinessClock clock,
        ILogger<ClockAdvance> log
    )
    {
        this.databases = databases;
        this.loops = loops;
        this.leases = leases;
        this.drain = drain;
        this.clock = clock;
        this.log = log;
    }

    /// <summary>
    /// Moves the clock to the target, or as far as nothing goes wrong; the error names what stopped it.
    /// </summary>
    public async Task<Result<AdvancedClock>> To(Instant target, CancellationToken ct)
    {
        await clock.Load(ct);
        var from = clock.GetCurrentInstant();
        if (target < from)
        {
            return ClockErrors.Backwards;
        }

        if (!await leases.Hold(databases.First, Lease, ct))
        {
            return ClockErrors.Busy;
        }

        try
        {
            return await Advance(from, target, ct);
        }
        finally
        {
            await leases.Release(databases.First, Lease, CancellationToken.None);
        }
    }

    private async Task<Result<AdvancedClock>> Advance(Instant from, Instant target, CancellationToken ct)
    {
        var runs = new Dictionary<(string, Instant), int>();
        var stops = 0;
        var drained = await drain.Run(ct);
        var processed = drained.Processed;
        while (Trouble(drained) is null)
        {
            if (!await leases.Hold(databases.First, Lease, ct))
            {
                return ClockErrors.Busy;
            }

            var due = await DueUntil(target, ct);
            if (due.Count == 0)
            {
                await clock.MoveTo(target, ct);
                return new AdvancedClock(from, clock.GetCurrentInstant(), stops, processed);
            }

            if (Stuck(due, runs) is { } stuck)
            {
                return stuck;
            }

            if (await RunDue(due, ct) is { } failure)
            {
                return failure;
            }

            stops++;
            drained = await drain.Run(ct);
            processed += drained.Processed;
        }

        return Trouble(drained)!;
    }

    // All jobs due at the earliest instant; the clock goes no further before they ran.
    private async Task<List<(string Name, Instant Due)>> DueUntil(Instant target, CancellationToken ct)
    {
        var due = new List<(string Name, Instant Due)>();
        foreach (var job in loops.Due())
        {
            if (await loops.WithDue(job.Name, work => work.NextDue(ct)) is { } instant && instant <= target)
            {
                due.Add((job.Name, instant));
            }
        }

        var earliest = due.Count == 0 ? target : due.Min(x => x.Due);
        var now = clock.GetCurrentInstant();
        return [.. due.Where(x => x.Due <= Instant.Max(earliest, now))];
    }

    private static Error? Stuck(List<(string Name, Instant Due)> due, Dictionary<(string, Instant), int> runs)
    {
        foreach (var job in due)
        {
            var before = runs.GetValueOrDefault(job);
            if (before == MostRunsAtOneInstant)
            {
                return ClockErrors.Stuck(job.Name, job.Due);
            }

            runs[job] = before + 1;
        }

        return null;
    }

    private async Task<Error?> RunDue(List<(string Name, Instant Due)> due, CancellationToken ct)
    {
        await clock.MoveTo(due.Min(x => x.Due), ct);
        var now = clock.GetCurrentInstant();
        foreach (var (name, _) in due)
        {
            try
            {
                await loops.WithDue(
                    name,
                    async work =>
                    {
                        await work.RunDue(now, ct);
                        return true;
                    }
                );
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Failed(log, e, name);
                return ClockErrors.Failed(name, e);
            }
        }

        return null;
    }

    private static Error? Trouble(DrainOutcome drained) =>
        drained.Died.Count > 0 ? ClockErrors.DeadLetter(drained.Died[0])
        : drained.Drained ? null
        : ClockErrors.NotDrained(drained.Waiting);

    [LoggerMessage(Level = LogLevel.Error, Message = "The due work {Work} failed; the clock stops here")]
    private static partial void Failed(ILogger log, Exception exception, string work);
}

/// <summary>What can stop the business clock.</summary>
internal static class ClockErrors
{
    public static readonly Error Backwards = Error.Refused("clock.backwards", "The clock never goes back.");

    public static readonly Error Busy = Error.Conflict("clock.busy", "Somebody else is moving the clock right now.");

    public static Error NotDrained(IReadOnlyList<string> waiting) =>
        Error
            .Conflict(
                "clock.not-drained",
                "Messages or background work did not come to an end in time. The clock stays where it is. Still "
                    + $"waiting: {string.Join(", ", waiting)}."
            )
            .With("waiting", waiting);

    public static Error DeadLetter(DeadLetterRef dead) =>
        Error
            .Conflict(
                "clock.dead-letter",
                $"{dead.Consumer} gave up: dead letter {dead.Module}/{dead.Sequence}. {dead.LastError}"
            )
            .With("deadLetter", $"{dead.Module}/{dead.Sequence}");

    public static Error Stuck(string work, Instant due) =>
        Error.Conflict("clock.stuck", $"{work} ran but is still due at {due}.").With("work", work);

    public static Error Failed(string work, Exception exception) =>
        Error.Conflict("clock.work-failed", $"{work} failed: {exception.GetType().Name}.").With("work", work);
}
