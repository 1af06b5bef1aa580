using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Features.Services;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>What suites of broadcasts share.</summary>
public abstract class BroadcastStage(Engine engine) : MarketplaceSuite(engine)
{
    protected const string Path = "marketplace/broadcast-requests";

    protected static ServiceBody Priced(long pence, string category = "therapy", int minutes = 50) =>
        Consultation(minutes: minutes) with
        {
            Category = category,
            Prices = [new("video", Money.Gbp(pence))],
        };

    protected Task<Practice> PricedProvider(long pence) => ListedProvider(service: Priced(pence));

    protected static BroadcastRequestBody Wish(long ceiling, params Instant[] times) =>
        new("therapy", "video", 50, times, Money.Gbp(ceiling));

    protected async Task<BroadcastRequestedAnswer> Broadcast(HttpClient client, long ceiling, params Instant[] times) =>
        await Success<BroadcastRequestedAnswer>(await Post(client, Path, Wish(ceiling, times)));

    protected static async Task<IReadOnlyList<ProviderRequestAnswer>> Inbox(Practice practice) =>
        (await Read<Page<ProviderRequestAnswer>>(practice.Http, "marketplace/providers/me/booking-requests")).Items;

    protected static async Task<ClientRequestAnswer> Seen(HttpClient client, BookingRequestId id) =>
        (await Read<BookingRequestAnswer>(client, $"marketplace/booking-requests/{id}")).ForClient!;

    protected static Task<HttpResponseMessage> Decline(Practice practice, BookingRequestId id, string reason) =>
        Post(practice.Http, $"marketplace/booking-requests/{id}/decline", new DeclineRequestBody(reason));

    protected static async Task<string> Told(HttpClient person) =>
        (await Read<System.Text.Json.JsonElement>(person, "notifications")).GetRawText();

    // The usual client repeats a 5xx by itself; here the repetition is the test's.
    protected HttpClient Impatient(HttpClient usual)
    {
        var client = new HttpClient { BaseAddress = App.Base, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = usual.DefaultRequestHeaders.Authorization;
        return client;
    }

    /// <summary>Ten providers, each dearer than the one before by a step.</summary>
    protected async Task<IReadOnlyList<Practice>> Crowd(long pence, long step = 0)
    {
        var all = new List<Practice>();
        for (var i = 0; i < 10; i++)
        {
            all.Add(await PricedProvider(pence + (i * step)));
        }

        return all;
    }

    // 503 is no answer: the caller tries again, as its Retry-After says.
    protected static async Task<HttpResponseMessage> Settled(Func<Task<HttpResponseMessage>> send)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await send();
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 5)
            {
                return answer;
            }
        }
    }
}
