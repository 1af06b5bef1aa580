using System.Net.WebSockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Notifications.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>Being told without asking: live on the page, and by text message.</summary>
public abstract class PoolLiveSuite(Engine engine) : PoolSuite(engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [EngineFact]
    [Rule("QCP-03", Part = "vanishes-live")]
    [Rule("QCP-02", Part = "live")]
    public async Task Both_sides_are_told_of_every_change_and_nobody_signed_out_listens()
    {
        var provider = await OnlineProvider();
        var rival = await OnlineProvider("Ngô Bảo Châu");
        var client = await App.FundedClient();
        using var guest = new ClientWebSocket();
        await Should.ThrowAsync<WebSocketException>(() => guest.ConnectAsync(Address, CancellationToken.None));
        using var desk = await Listen(rival);
        var request = await Place(client);
        await Told(desk, Patience);
        (await Waiting(rival)).Count.ShouldBe(1);
        using var waiting = await Listen(client);
        await Told(waiting, Patience);
        await TelehealthApp.Read(await Accept(provider, request));
        await Told(waiting, Patience);
        await Told(desk, Patience);
        (await Waiting(rival)).ShouldBeEmpty();
        (await State(client)).ShouldBe("offered");
    }

    [EngineFact]
    [Rule("QCP-02", Part = "sms")]
    public async Task A_provider_who_is_there_gets_one_text_message_and_none_at_night()
    {
        var midday = App
            .Now.InZone(DateTimeZoneProviders.Tzdb["Europe/London"])
            .Date.PlusDays(1)
            .At(new LocalTime(12, 0));
        await App.AdvanceTo(midday.InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant());
        var provider = await App.ListedProvider();
        await GoOnline(provider, 12);
        var offline = await App.ListedProvider("Ngô Bảo Châu");
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(1);
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(1);
        await App.Advance(Duration.FromMinutes(31));
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(2);
        await App.Advance(Duration.FromHours(10));
        await GoOnline(provider, 12);
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(2);
        (await Texts(offline)).ShouldBe(0);
    }

    private Uri Address => new UriBuilder(App.Base) { Scheme = "ws", Path = "/quick-connect/live" }.Uri;

    private async Task<int> Texts(Player provider)
    {
        await App.Drain();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var person = provider.Person.Id;
        return await db.Deliveries.CountAsync(x => x.PersonId == person && x.Template == "pool-waiting");
    }

    // As the bundled client does: web socket, JSON protocol, nothing negotiated.
    private async Task<ClientWebSocket> Listen(Player player)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", player.Api.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(Address, CancellationToken.None);
        var hello = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
        await socket.SendAsync(hello, WebSocketMessageType.Text, true, CancellationToken.None);
        (await Read(socket, Patience)).ShouldStartWith("{}");
        return socket;
    }

    private static async Task Told(ClientWebSocket socket, TimeSpan within)
    {
        while (!(await Read(socket, within)).Contains("\"changed\"", StringComparison.Ordinal))
        {
            // Pings and what came before.
        }
    }

    private static async Task<string> Read(ClientWebSocket socket, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, read.Count);
    }
}

public sealed class PoolLiveOnSqlite() : PoolLiveSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PoolLiveOnPostgres() : PoolLiveSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class PoolLiveOnSqlServer() : PoolLiveSuite(Engine.SqlServer);
