using System.Diagnostics;
using System.Globalization;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Xunit.Abstractions;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// People do random things, right and wrong, to a real host on which the power goes and events come twice; a model of
/// plain dictionaries says what must be true, and the ledger is verified. A seed repeats a world:
/// <c>TELEHEALTH_SEED=7 dotnet test tests/IntegrationTests --filter Simulation</c>.
/// </summary>
public abstract class SimulationSuite(Engine engine, ITestOutputHelper output)
{
    // A run goes on after a failure, so that a long one finds all it can; but a broken product fails everywhere.
    private const int MostFailures = 9;
    private static readonly bool Long = Environment.GetEnvironmentVariable("TELEHEALTH_LONG") == "1";

    /// <summary>How many worlds are tried.</summary>
    protected abstract (int Usually, int Long) Seeds { get; }

    [EngineFact]
    public async Task Whatever_people_do_and_whatever_breaks_product_and_model_agree()
    {
        var (first, count) = Chosen();
        var (watch, steps) = (Stopwatch.StartNew(), Number("TELEHEALTH_STEPS") ?? (Long ? 120 : 30));
        var failures = new List<Exception>();
        await using var stage = new Stage(engine);
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                await Try(seed, steps, stage);
            }
            catch (InvalidOperationException e) when (failures.Count < MostFailures)
            {
                failures.Add(e);
            }

            if (Long && seed % 10 == 0)
            {
                Console.WriteLine($"{engine}: seed {seed}, {failures.Count} failed, {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        var span = watch.Elapsed.TotalSeconds;
        var all = $"{engine}: seeds {first} to {first + count - 1}, {steps} steps each";
        output.WriteLine($"{all}, {failures.Count} fail, {span:0} s, {Processor:0} s of a core");
        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} of {count} worlds do not agree.", failures);
        }
    }

    /// <summary>One world; a disagreement names its seed and what happened until then.</summary>
    private static async Task Try(int seed, int steps, Stage stage)
    {
        var world = await World.Start(seed, stage);
        try
        {
            await world.Run(steps);
        }
        catch (Exception e)
        {
            var trace = string.Join('\n', world.Trace);
            var failure = $"Seed {seed} ({steps} steps): {e.Message}\n{trace}\n";
            Console.WriteLine(failure);
            await stage.DisposeAsync();
            throw new InvalidOperationException(failure, e);
        }
    }

    private static double Processor => Environment.CpuUsage.TotalTime.TotalSeconds;

    private (int First, int Count) Chosen() =>
        Number("TELEHEALTH_SEED") is { } one
            ? (one, Number("TELEHEALTH_SEEDS") ?? 1)
            : (1, Number("TELEHEALTH_SEEDS") ?? (Long ? Seeds.Long : Seeds.Usually));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

public sealed class SqliteSimulation(ITestOutputHelper output) : SimulationSuite(Engine.Sqlite, output)
{
    protected override (int Usually, int Long) Seeds => (20, 2_000);
}

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSimulation(ITestOutputHelper output) : SimulationSuite(Engine.Postgres, output)
{
    protected override (int Usually, int Long) Seeds => (2, 200);
}
