using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.Benchmarks;

/// <summary>
/// R4: fifty who want one hour of one provider. The claims of the hour go in through Marketplace's context, each
/// contender a transaction of its own, against ADO.NET putting the same rows under the same primary key.
/// </summary>
internal static class OneSlot
{
    private const int Contenders = 50;
    private const int RacesPerTurn = 4;
    private static readonly SlotShape Hour = new(50, 0, 10);

    public static async Task<Line[]> Run()
    {
        var lines = new List<Line>();
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
        {
            if (TestServers.Unreachable(engine) is not null)
            {
                continue;
            }

            lines.Add(await Race(engine));
            lines.Add(await Accept(engine));
        }

        return [.. lines];
    }

    private static async Task<Line> Race(Engine engine)
    {
        await using var ours = await TelehealthApp.Start(engine);
        await using var bare = await TelehealthApp.Start(engine);
        await using var connections = await BareClaims.Open(bare.Database, Contenders);
        var start = ours.Slot();
        var pace = await Turns.Compare(
            turns: 15,
            perTurn: RacesPerTurn * Contenders,
            () => Races(start, (_, steps, provider) => Claim(ours, steps, provider)),
            () => Races(start, connections.Claim)
        );
        return Line.Of($"R4 {Contenders} claims of one hour, {engine}", pace, 0.5);
    }

    // Each race is for another provider, so that each has a winner.
    private static async Task Races(Instant start, Func<int, IReadOnlyList<long>, ProviderId, Task<bool>> claim)
    {
        var steps = Grid.Steps(start, Hour).ToList();
        for (var race = 0; race < RacesPerTurn; race++)
        {
            var provider = new ProviderId(Ids.New());
            var won = 0;
            await Turns.Together(
                Contenders,
                async i => Interlocked.Add(ref won, await claim(i, steps, provider) ? 1 : 0)
            );
            if (won != 1)
            {
                throw new InvalidOperationException($"{won} of {Contenders} claimed one hour.");
            }
        }
    }

    private static async Task<bool> Claim(TelehealthApp app, IReadOnlyList<long> steps, ProviderId provider)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var won = await ClaimInsert.Run(db, provider, new BookingId(Ids.New()), steps, CancellationToken.None);
        if (won)
        {
            await transaction.CommitAsync();
        }

        return won;
    }

    /// <summary>The whole acceptance over HTTP: fifty clients' requests for one time, accepted at once.</summary>
    private static async Task<Line> Accept(Engine engine)
    {
        await using var app = await TelehealthApp.Start(engine);
        app.Insistent = true;
        var provider = await app.ListedProvider();
        var slot = app.Slot();
        var requests = new List<string>();
        for (var i = 0; i < Contenders; i++)
        {
            requests.Add(await app.Request(await app.FundedClient(name: $"Client {i}"), provider, slot));
        }

        await app.Drain();
        var from = Stopwatch.GetTimestamp();
        var answers = new HttpResponseMessage[Contenders];
        await Turns.Together(Contenders, async i => answers[i] = await app.SendAccept(provider, requests[i], slot));
        var took = Stopwatch.GetElapsedTime(from);
        var won = answers.Count(x => x.IsSuccessStatusCode);
        if (won != 1 || answers.Any(x => !x.IsSuccessStatusCode && x.StatusCode != HttpStatusCode.Conflict))
        {
            throw new InvalidOperationException($"{won} of {Contenders} accepts were answered with a booking.");
        }

        return Line.Figure(
            $"R4 {Contenders} whole accepts of one time over HTTP, {engine}",
            $"{took.TotalMilliseconds:F0} ms for all {Contenders}"
        );
    }
}

/// <summary>The same rows under the same key, as short as ADO.NET can say it: one statement, one transaction.</summary>
internal sealed class BareClaims : IAsyncDisposable
{
    // SQLite has one writer. Waiting here is quicker than its own waiting, which sleeps and looks again.
    private readonly SemaphoreSlim gate;
    private readonly List<DbConnection> connections;

    private BareClaims(List<DbConnection> connections, int writers)
    {
        this.connections = connections;
        gate = new SemaphoreSlim(writers);
    }

    public static async Task<BareClaims> Open(TestDatabase database, int many)
    {
        var sqlite = database.Engine == Engine.Sqlite;
        var connections = new List<DbConnection>();
        // As many as the product's own pool has.
        var most = sqlite ? many : Math.Min(many, 20);
        for (var i = 0; i < most; i++)
        {
            var connection = TestDatabases.Connect(database);
            await connection.OpenAsync();
            if (sqlite)
            {
                await using var pragmas = connection.CreateCommand();
                pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
                await pragmas.ExecuteNonQueryAsync();
            }

            connections.Add(connection);
        }

        return new BareClaims(connections, sqlite ? 1 : most);
    }

    public async Task<bool> Claim(int contender, IReadOnlyList<long> steps, ProviderId provider)
    {
        await gate.WaitAsync();
        var connection = Take();
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            var rows = string.Join(", ", steps.Select((_, i) => $"(@p, @s{i}, @b)"));
            command.CommandText =
                $"""INSERT INTO marketplace_slot_claims ("ProviderId", "Step", "BookingId") VALUES {rows}""";
            Bind(command, "@p", provider.Value);
            Bind(command, "@b", Ids.New());
            for (var i = 0; i < steps.Count; i++)
            {
                Bind(command, $"@s{i}", steps[i]);
            }

            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return true;
        }
        catch (DbException e) when (DbErrors.IsUniqueViolation(e))
        {
            return false;
        }
        finally
        {
            Give(connection);
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        gate.Dispose();
    }

    private static void Bind(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private DbConnection Take()
    {
        lock (connections)
        {
            var last = connections[^1];
            connections.RemoveAt(connections.Count - 1);
            return last;
        }
    }

    private void Give(DbConnection connection)
    {
        lock (connections)
        {
            connections.Add(connection);
        }
    }
}
