using System.Collections.Concurrent;
using System.Net;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Xunit.Abstractions;

namespace Telehealth.IntegrationTests.Booking;

/// <summary>
/// kill -9 of the host at random moments while bookings run: nothing is lost, nothing doubled. Callers repeat a call
/// that was cut off with the same key. 3 kills usually (1 on an engine that is a process of its own, whose files our
/// death cannot touch); 30 with TELEHEALTH_LONG=1.
/// </summary>
public abstract class KillSuite(Engine engine, ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("TELEHEALTH_LONG") == "1";
    private readonly ConcurrentDictionary<string, byte> booked = new();
    private readonly SemaphoreSlim news = new(0);
    private int answered;
    private int topUps;

    [EngineFact]
    public async Task Bookings_survive_a_host_that_is_killed_again_and_again()
    {
        var seed = Environment.TickCount;
        var kills =
            Long ? 30
            : engine == Engine.Sqlite ? 3
            : 1;
        output.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        await using var app = await TelehealthApp.Start(engine, TelehealthApp.LetSignInsLast);
        var providers = new List<ListedProvider>();
        for (var i = 0; i < 3; i++)
        {
            providers.Add(await app.ListedProvider($"Provider {i}"));
        }

        var client = await app.FundedClient(Long ? 4_000_000 : 800_000);
        await app.StopServing();

        await using (var host = await HostProcess.Start(app.Database, app.Base))
        {
            using var done = new CancellationTokenSource();
            var workers = providers.Select(x => Task.Run(() => BookOn(app, host, client, x, done.Token))).ToList();
            for (var kill = 0; kill < kills; kill++)
            {
                await Answered(random.Next(3, 25));
                await host.KillAndRestart();
            }

            await Answered(5);
            await done.CancelAsync();
            await Task.WhenAll(workers);
            output.WriteLine($"{booked.Count} bookings, {topUps} top-ups, {answered} answers, {host.Kills} kills");
        }

        await using var after = await app.Again();
        await after.ShouldVerify();
        var balance = await TelehealthApp.Get(await after.Client(client.Person), "wallet/balance");
        var wallet = balance.GetProperty("balances").EnumerateArray().Single();
        wallet.GetProperty("held").GetProperty("amount").GetInt64().ShouldBe(booked.Count * 6_500L);
        var funded = (Long ? 4_000_000 : 800_000) + topUps * 500L;
        wallet.GetProperty("posted").GetProperty("amount").GetInt64().ShouldBe(funded);
    }

    private async Task BookOn(
        TelehealthApp app,
        HostProcess host,
        Player client,
        ListedProvider provider,
        CancellationToken stop
    )
    {
        // Hour by hour, day by day: 12 slots a day from 08:00 on, the provider's own time.
        for (var i = 0; !stop.IsCancellationRequested && i < 12 * 50; i++)
        {
            var slot = app.Slot(2 + i / 11, 8 + i % 11);
            var key = TelehealthApp.NewKey();
            var asked = await Insist(host, () => app.SendRequest(client, provider, key, slot));
            var request = (await TelehealthApp.Read(asked)).GetProperty("id").GetString()!;
            var acceptKey = TelehealthApp.NewKey();
            var accepted = await Insist(host, () => app.SendAccept(provider, request, slot, acceptKey));
            booked.TryAdd((await TelehealthApp.Read(accepted)).GetProperty("bookingId").GetString()!, 0);
            var amount = new { Amount = new { Amount = 500, Currency = "GBP" }, PaymentMethod = "pm_card_visa" };
            var topUpKey = TelehealthApp.NewKey();
            var paid = await Insist(
                host,
                () => TelehealthApp.Send(client.Api, HttpMethod.Post, "wallet/top-ups", amount, topUpKey)
            );
            await TelehealthApp.Read(paid);
            Interlocked.Increment(ref topUps);
        }
    }

    // A caller who was cut off knows nothing of the outcome: the same call again, until it is answered.
    private async Task<HttpResponseMessage> Insist(HostProcess host, Func<Task<HttpResponseMessage>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await call();
                var unsettled = answer.StatusCode >= HttpStatusCode.InternalServerError || await IsInFlight(answer);
                if (!unsettled || tries > 5_000)
                {
                    Interlocked.Increment(ref answered);
                    news.Release();
                    return answer;
                }
            }
            catch (HttpRequestException)
            {
                await host.Ready;
            }
        }
    }

    // Somebody else, such as the job that heals, has the attempt in hand at this moment.
    private static async Task<bool> IsInFlight(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Conflict
        && await TelehealthApp.Code(answer) is "idempotency.still-running" or "conflict";

    private async Task Answered(int more)
    {
        for (var i = 0; i < more; i++)
        {
            await news.WaitAsync();
        }
    }
}

public sealed class SqliteKills(ITestOutputHelper output) : KillSuite(Engine.Sqlite, output);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresKills(ITestOutputHelper output) : KillSuite(Engine.Postgres, output);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerKills(ITestOutputHelper output) : KillSuite(Engine.SqlServer, output);
