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
    private static readonly bool Long = Environment.GetEnvironmentVariable("TELEHEALTH_LONG") == "1";

    /// <summary>How many worlds are tried.</summary>
    protected abstract (int Usually, int Long) Seeds { get; }

    [EngineFact]
    public async Task Whatever_people_do_and_whatever_breaks_product_and_model_agree()
    {
        var (first, count) = Chosen();
        var (watch, steps) = (Stopwatch.StartNew(), Number("TELEHEALTH_STEPS") ?? (Long ? 120 : 30));
        for (var seed = first; seed < first + count; seed++)
        {
            await Try(seed, steps);
        }

        var span = watch.Elapsed.TotalSeconds;
        output.WriteLine($"{engine}: seeds {first} to {first + count - 1}, {steps} steps each, all agree, {span:0} s, {Processor:0} s of a core");
    }

    /// <summary>One world; a disagreement names its seed and what happened until then.</summary>
    protected async Task Try(int seed, int steps)
    {
        await using var world = await World.Start(seed, engine);
        try
        {
            await world.Run(steps);
        }
        catch (Exception e)
        {
            var trace = string.Join('\n', world.Trace);
            throw new InvalidOperationException($"Seed {seed} ({steps} steps): {e.Message}\n{trace}\n", e);
        }
    }

    private static double Processor => Environment.CpuUsage.TotalTime.TotalSeconds;

    private (int First, int Count) Chosen() =>
        Number("TELEHEALTH_SEED") is { } one
            ? (one, 1)
            : (1, Number("TELEHEALTH_SEEDS") ?? (Long ? Seeds.Long : Seeds.Usually));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

public sealed class SqliteSimulation(ITestOutputHelper output) : SimulationSuite(Engine.Sqlite, output)
{
    protected override (int Usually, int Long) Seeds => (6, 2_000);
}

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSimulation(ITestOutputHelper output) : SimulationSuite(Engine.Postgres, output)
{
    protected override (int Usually, int Long) Seeds => (2, 200);
}
