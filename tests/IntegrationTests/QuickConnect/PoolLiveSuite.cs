using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Xunit.Abstractions;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>Being told without asking, by the client people really use.</summary>
public abstract class PoolLiveSuite(Engine engine, ITestOutputHelper output) : PoolSuite(engine)
{
    // A second on a machine that does nothing else; tests share theirs.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TwoRounds = TimeSpan.FromMilliseconds(1_100);

    [EngineFact]
    [Rule("QCP-02", Part = "live")]
    [Rule("QCP-03", Part = "vanishes-live")]
    public async Task A_request_appears_on_both_desks_and_vanishes_when_one_accepts() => await Watch(App, App);

    [EngineFact]
    [Rule("QCP-03", Part = "vanishes-live")]
    public async Task Desks_on_two_hosts_are_told_of_each_others_changes()
    {
        await using var second = await App.Again(
            settings: ("PublicOrigin", App.Base.GetLeftPart(UriPartial.Authority))
        );
        await Watch(App, second);
        await Watch(second, App);
    }

    [EngineFact]
    [Rule("QCP-04", Part = "live")]
    public async Task The_client_is_told_of_an_offer_and_the_provider_of_the_answer()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient();
        await using var waiting = await Ear.Open(App, client);
        await using var desk = await Ear.Open(App, provider);
        var request = await Place(client);
        await Quiet(waiting, desk);
        await TelehealthApp.Read(await Accept(provider, request));
        await waiting.Until(async () => await State(client) == "offered", Soon);
        await Quiet(waiting, desk);
        await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/offer/decline", new { Number = 1 }));
        await desk.Until(
            async () =>
                (await TelehealthApp.Get(provider.Api, "quick-connect/desk")).GetProperty("offer").ValueKind
                == System.Text.Json.JsonValueKind.Null,
            Soon
        );
    }

    [EngineFact]
    public async Task Nobody_who_is_signed_out_listens()
    {
        await using var guest = Ear.Build(App, null);
        await Should.ThrowAsync<Exception>(() => guest.StartAsync());
        guest.State.ShouldBe(HubConnectionState.Disconnected);
    }

    private async Task Watch(TelehealthApp accepting, TelehealthApp watching)
    {
        var winner = await OnlineProvider();
        var rival = await OnlineProvider("Ngô Bảo Châu");
        var client = await App.FundedClient(name: "Żaneta Ślęzak");
        await using var desk = await Ear.Open(watching, rival);
        await using var other = await Ear.Open(accepting, winner);
        await Quiet(desk, other);
        var request = await Place(client);
        await desk.Until(async () => await Sees(rival, request), Soon);
        await other.Until(async () => await Sees(winner, request), Soon);
        await Quiet(desk, other);
        using var api = new HttpClient { BaseAddress = accepting.Base };
        api.DefaultRequestHeaders.Authorization = winner.Api.DefaultRequestHeaders.Authorization;
        await TelehealthApp.Post(api, $"{Requests}/{request}/accept", new { });
        var since = Stopwatch.StartNew();
        await desk.Until(async () => !await Sees(rival, request), Soon);
        output.WriteLine($"vanished after {since.ElapsedMilliseconds} ms");
        await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/offer/decline", new { Number = 1 }));
        await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/cancel"));
    }

    private static Task Quiet(params Ear[] ears) => Task.WhenAll(ears.Select(x => x.Quiet()));

    private static async Task<bool> Sees(Player provider, string request) =>
        (await Waiting(provider)).Any(x => x.GetProperty("id").GetString() == request);

    /// <summary>A page's connection, as the bundled client opens it.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private readonly Channel<bool> told = Channel.CreateUnbounded<bool>();
        private readonly HubConnection connection;

        private Ear(HubConnection connection)
        {
            this.connection = connection;
            connection.On("changed", () => told.Writer.TryWrite(true));
        }

        public static HubConnection Build(TelehealthApp app, string? token) =>
            new HubConnectionBuilder()
                .WithUrl(
                    new Uri(app.Base, "/quick-connect/live"),
                    options =>
                    {
                        options.Transports = HttpTransportType.WebSockets;
                        options.SkipNegotiation = true;
                        options.AccessTokenProvider = () => Task.FromResult(token);
                    }
                )
                .Build();

        public static async Task<Ear> Open(TelehealthApp app, Player player)
        {
            var ear = new Ear(Build(app, player.Api.DefaultRequestHeaders.Authorization!.Parameter));
            await ear.connection.StartAsync();
            return ear;
        }

        /// <summary>Until all is told of what was done before: the pool is looked at twice a second.</summary>
        public async Task Quiet()
        {
            while (await Hears(TwoRounds)) { }
        }

        /// <summary>Looks when told, and not before: what nobody tells is not seen.</summary>
        public async Task Until(Func<Task<bool>> isSo, TimeSpan within)
        {
            do
            {
                (await Hears(within)).ShouldBeTrue("nobody told of it");
            } while (!await isSo());
        }

        private async Task<bool> Hears(TimeSpan within)
        {
            using var patience = new CancellationTokenSource(within);
            try
            {
                return await told.Reader.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}

public sealed class PoolLiveOnSqlite(ITestOutputHelper output) : PoolLiveSuite(Engine.Sqlite, output);

[NeedsEngine(Engine.Postgres)]
public sealed class PoolLiveOnPostgres(ITestOutputHelper output) : PoolLiveSuite(Engine.Postgres, output);

[NeedsEngine(Engine.SqlServer)]
public sealed class PoolLiveOnSqlServer(ITestOutputHelper output) : PoolLiveSuite(Engine.SqlServer, output);
