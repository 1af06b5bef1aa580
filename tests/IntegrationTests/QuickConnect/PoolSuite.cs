using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.QuickConnect.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>What the suites of the pool share: what clients and providers do, through the public door.</summary>
public abstract class PoolSuite(Engine engine) : IAsyncLifetime
{
    protected const string Requests = "quick-connect/requests";
    protected const long Price = 4_500;

    protected TelehealthApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TelehealthApp.Start(engine);

    public async Task DisposeAsync() => await App.DisposeAsync();

    protected static object Wish(string topic = "anxiety", string? notes = null, bool share = false) =>
        new
        {
            ImmediateRisk = false,
            Topic = topic,
            Language = "en-GB",
            Notes = notes,
            ShareNotes = share,
        };

    protected async Task<string> Place(Player client, object? wish = null)
    {
        var placed = await TelehealthApp.Post(client.Api, Requests, wish ?? Wish());
        await App.Drain();
        return placed.GetProperty("id").GetString()!;
    }

    protected async Task<ListedProvider> OnlineProvider(string name = "Dr Zofia Wójcik")
    {
        var provider = await App.ListedProvider(name);
        await GoOnline(provider);
        return provider;
    }

    protected async Task GoOnline(Player provider, int hours = 6)
    {
        var until = InstantPattern.ExtendedIso.Format(App.Now + Duration.FromHours(hours));
        await TelehealthApp.Read(
            await TelehealthApp.Send(
                provider.Api,
                HttpMethod.Put,
                "quick-connect/presence",
                new { Until = until, Mode = "online" }
            )
        );
    }

    protected static Task<HttpResponseMessage> SendPost(Player player, string path, object? body = null) =>
        TelehealthApp.Send(player.Api, HttpMethod.Post, path, body, TelehealthApp.NewKey());

    protected static Task<HttpResponseMessage> Accept(Player provider, string request) =>
        SendPost(provider, $"{Requests}/{request}/accept");

    protected static async Task<JsonElement> Mine(Player client) =>
        await TelehealthApp.Get(client.Api, $"{Requests}/mine");

    protected static async Task<string> State(Player client) => (await Mine(client)).GetProperty("state").GetString()!;

    protected static async Task<HttpResponseMessage> AcceptOffer(Player client, string request, string? key = null)
    {
        var offer = (await Mine(client)).GetProperty("offer");
        return await TelehealthApp.Send(
            client.Api,
            HttpMethod.Post,
            $"{Requests}/{request}/offer/accept",
            OfferBody(offer),
            key ?? TelehealthApp.NewKey()
        );
    }

    protected static object OfferBody(JsonElement offer) =>
        new
        {
            Number = offer.GetProperty("number").GetInt32(),
            TermsVersion = offer.GetProperty("termsVersion").GetString(),
        };

    protected static async Task<IReadOnlyList<JsonElement>> Waiting(Player provider)
    {
        var desk = await TelehealthApp.Get(provider.Api, "quick-connect/desk");
        return [.. desk.GetProperty("waiting").EnumerateArray()];
    }

    protected static async Task<(long Available, long Held)> Balance(Player client)
    {
        var answer = await TelehealthApp.Get(client.Api, "wallet/balance");
        var line = answer.GetProperty("balances").EnumerateArray().Single();
        return (
            line.GetProperty("available").GetProperty("amount").GetInt64(),
            line.GetProperty("held").GetProperty("amount").GetInt64()
        );
    }

    protected static async Task ShouldBe(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        (await TelehealthApp.Code(answer)).ShouldBe(code);
    }

    internal async Task<T> Look<T>(Func<QuickConnectDbContext, Task<T>> read)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<QuickConnectDbContext>());
    }
}
