using System.Net;
using System.Text.Json;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Booking;

/// <summary>Fifty at once: one winner, clean losers, and every invariant holds; inherited per engine.</summary>
public abstract class UnderFireSuite(Engine engine) : IAsyncLifetime
{
    private const int Many = 50;
    private TelehealthApp app = null!;
    private ListedProvider provider = null!;

    public async Task InitializeAsync()
    {
        app = await TelehealthApp.Start(engine);
        app.Insistent = true;
        provider = await app.ListedProvider();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [EngineFact]
    [Rule("MKT-08", Part = "one-request")]
    public async Task Fifty_accepts_of_one_request_make_one_booking()
    {
        var client = await app.FundedClient();
        var slot = app.Slot();
        var request = await app.Request(client, provider, slot);
        var answers = await Parallel(_ => app.SendAccept(provider, request, slot));
        await OneWinner(answers);
        await app.Drain();
        (await Bookings()).ShouldBe(1);
        (await Balance(client)).ShouldBe((3_500, 6_500));
        await app.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-08", Part = "one-time")]
    public async Task Fifty_clients_wanting_one_time_lead_to_one_booking()
    {
        var slot = app.Slot();
        var clients = new List<Player>();
        var requests = new List<string>();
        for (var i = 0; i < Many; i++)
        {
            clients.Add(await app.FundedClient(name: $"Client {i}"));
            requests.Add(await app.Request(clients[i], provider, slot));
        }

        var answers = await Parallel(i => app.SendAccept(provider, requests[i], slot));
        await OneWinner(answers);
        await app.Drain();
        (await Bookings()).ShouldBe(1);
        foreach (var client in clients)
        {
            // The winner's cover is confirmed, the others' are still reserved: either way the money is set aside.
            (await Balance(client)).ShouldBe((3_500, 6_500));
        }

        await app.ShouldVerify();
    }

    [EngineFact]
    [Rule("WAL-03", Part = "held")]
    [Rule("WAL-03", Part = "floor")]
    public async Task Fifty_requests_on_a_wallet_that_covers_one_reserve_one()
    {
        var client = await app.FundedClient(6_500);
        var answers = await Parallel(i =>
            app.SendRequest(client, provider, $"key-{i}", app.Slot(2 + i / 10, 8 + i % 10))
        );
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        foreach (var loser in answers.Where(x => !x.IsSuccessStatusCode))
        {
            loser.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await TelehealthApp.Code(loser)).ShouldBe("wallet.insufficient-funds");
        }

        (await Balance(client)).ShouldBe((0, 6_500));
        await app.ShouldVerify();
    }

    [EngineFact]
    [Rule("WAL-05", Part = "booking")]
    public async Task Fifty_repeats_of_one_key_are_one_request()
    {
        var client = await app.FundedClient(20_000);
        var slot = app.Slot();
        var answers = await Parallel(_ => app.SendRequest(client, provider, "the-key", slot));
        var bodies = new HashSet<string>();
        foreach (var answer in answers)
        {
            bodies.Add((await TelehealthApp.Read(answer)).GetProperty("id").GetString()!);
        }

        bodies.Count.ShouldBe(1);
        (await Balance(client)).ShouldBe((13_500, 6_500));
        await app.ShouldVerify();
    }

    private static async Task<HttpResponseMessage[]> Parallel(Func<int, Task<HttpResponseMessage>> call) =>
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => call(i))));

    private static async Task OneWinner(HttpResponseMessage[] answers)
    {
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        foreach (var loser in answers.Where(x => !x.IsSuccessStatusCode))
        {
            loser.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await TelehealthApp.Code(loser)).ShouldStartWith("marketplace.");
        }
    }

    private async Task<int> Bookings()
    {
        var page = await TelehealthApp.Get(provider.Api, "marketplace/providers/me/bookings?limit=100");
        return page.GetProperty("items").GetArrayLength();
    }

    private static async Task<(long Available, long Held)> Balance(Player client)
    {
        var balance = await TelehealthApp.Get(client.Api, "wallet/balance");
        var wallet = balance.GetProperty("balances").EnumerateArray().Single();
        return (Amount(wallet, "available"), Amount(wallet, "held"));
    }

    private static long Amount(JsonElement wallet, string name) =>
        wallet.GetProperty(name).GetProperty("amount").GetInt64();
}

public sealed class SqliteUnderFire() : UnderFireSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresUnderFire() : UnderFireSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerUnderFire() : UnderFireSuite(Engine.SqlServer);
