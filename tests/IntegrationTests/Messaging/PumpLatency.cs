using System.Diagnostics;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;
using Xunit.Abstractions;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>
/// From commit to committed effect on an idle host with a running pump. The 50 ms are judged in long runs alone: on a
/// machine that runs other tests at the same time the number says nothing about the product.
/// </summary>
public abstract class PumpLatency(Engine engine, ITestOutputHelper output)
{
    [EngineFact]
    public async Task An_effect_follows_its_commit_at_once()
    {
        var events = Environment.GetEnvironmentVariable("TELEHEALTH_LONG") == "1" ? 1000 : 50;
        await using var database = await TestDatabases.FromTemplate(engine, "messaging", SuiteHost.Fill);
        await using var host = new SuiteHost(database, TimeProvider.System);
        var followed = new SemaphoreSlim(0);
        host.Power.Look = (step, consumer) =>
        {
            if (step == "work.after-commit" && consumer == "gamma.follow")
            {
                followed.Release();
            }
        };
        var pump = host.Get<MessagePump>();
        await pump.StartAsync(CancellationToken.None);
        var took = new List<double>();
        for (var i = 0; i < events + 5; i++)
        {
            await host.Publish(new ThingPostedV1(Ids.New(), i), $"thing:{i}", 1);
            var committed = Stopwatch.GetTimestamp();
            (await followed.WaitAsync(TimeSpan.FromSeconds(15))).ShouldBeTrue();
            // The first ones pay for what is compiled and opened once.
            if (i >= 5)
            {
                took.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            }
        }

        await pump.StopAsync(CancellationToken.None);
        (await host.Seen("gamma.follow")).ShouldBe(Enumerable.Range(0, events + 5));
        followed.CurrentCount.ShouldBe(0, "every effect happened once");
        took.Sort();
        var (median, p99) = (took[took.Count / 2], took[(int)(took.Count * 0.99) - (took.Count < 100 ? 1 : 0)]);
        output.WriteLine($"{engine}: {events} events, median {median:F1} ms, p99 {p99:F1} ms");
        median.ShouldBeLessThan(900, "it was found by polling, not by the signal");
        if (events >= 1000)
        {
            p99.ShouldBeLessThan(50);
        }
    }
}

public sealed class SqlitePumpLatency(ITestOutputHelper output) : PumpLatency(Engine.Sqlite, output);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPumpLatency(ITestOutputHelper output) : PumpLatency(Engine.Postgres, output);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPumpLatency(ITestOutputHelper output) : PumpLatency(Engine.SqlServer, output);
