using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Marketplace.Persistence;
using Telehealth.Notifications.Features.Development;
using Telehealth.Notifications.Gateways;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Lists;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Sessions.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Sessions;

/// <summary>What the suites around sessions share: two people, a booking of theirs, and what they do with it.</summary>
public abstract class SessionsSuite(Engine engine) : IAsyncLifetime
{
    protected TelehealthApp App { get; private set; } = null!;

    protected TestPerson Provider { get; private set; } = null!;

    protected TestPerson Client { get; private set; } = null!;

    protected HttpClient ProviderHttp { get; private set; } = null!;

    protected HttpClient ClientHttp { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        App = await TelehealthApp.Start(engine);
        Provider = await App.SignUpProvider("Dr Þórunn Łucja Nguyễn", "Europe/Warsaw");
        Client = await App.SignUpClient("Ana <b>Client</b>");
        ProviderHttp = await App.Client(Provider);
        ClientHttp = await App.Client(Client);
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>The next full hour at least a day and a half ahead.</summary>
    protected Instant SoonestStart()
    {
        var hour = NodaConstants.TicksPerHour;
        return Instant.FromUnixTimeTicks(((App.Now.ToUnixTimeTicks() / hour) + 37) * hour);
    }

    /// <summary>A booking is confirmed, as Marketplace says it, and its session is there.</summary>
    protected async Task<SessionId> Book(Instant startsAt, string mode = "video", string policy = "marketplace.private")
    {
        var terms = new RequestTerms(
            Client.Id,
            ProviderId.Of(Provider.Id),
            ServiceId: null,
            "Individual session",
            DeliveryModeNames.Parse([mode]),
            new SlotShape(50, 0, 0),
            Money.Gbp(6500),
            new CoverId(Ids.New()),
            policy,
            PolicyVersion: 1,
            ClientZone: "Europe/London",
            ProviderZone: "Europe/Warsaw",
            startsAt,
            SealedNote: null
        );
        var request = new BookingRequest(new BookingRequestId(Ids.New()), terms, [startsAt], App.Now);
        var stored = new Telehealth.Marketplace.Domain.Bookings.Booking(
            request,
            BookingNumber.New(),
            startsAt,
            App.Now
        );
        var booking = BookingConfirmation.Of(stored);
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        // The booking itself too: it is asked before its room opens.
        db.Bookings.Add(stored);
        db.Outbox.Add(
            new OutboxRow
            {
                EventId = Ids.New(),
                WireName = "marketplace.booking-confirmed.v1",
                Partition = $"booking:{booking.BookingId}",
                Version = 1,
                Ordinal = 0,
                Payload = JsonSerializer.Serialize(booking, ApiJson.Options),
                Actor = "system:test",
                CommittedAtMicros = Micros.Of(App.Now),
            }
        );
        await db.SaveChangesAsync();
        await App.Drain(allowDead: true);
        return Session.IdOf(booking.BookingId);
    }

    protected static async Task<SessionDetail> Look(HttpClient http, SessionId id) =>
        (await http.GetFromJsonAsync<SessionDetail>($"/api/v1/sessions/{id}", ApiJson.Options))!;

    protected static async Task<string> TokenOf(HttpClient http, SessionId id) =>
        HttpUtility.ParseQueryString((await Look(http, id)).JoinPath.Split('?')[1])["token"]!;

    protected static Task<HttpResponseMessage> Post(HttpClient http, string path, object? body = null) =>
        http.PostAsJsonAsync($"/api/v1/{path}", body ?? new { }, ApiJson.Options);

    protected static async Task<SessionAnswer> Done(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<SessionAnswer>(text, ApiJson.Options)!;
    }

    protected static async Task Refused(Task<HttpResponseMessage> sent, int status, string code)
    {
        using var response = await sent;
        ((int)response.StatusCode).ShouldBe(status);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    protected async Task<IReadOnlyList<MailAnswer>> MailsTo(TestPerson person) =>
        (
            await App.Http.GetFromJsonAsync<List<MailAnswer>>(
                $"/dev/mail/messages?to={Uri.EscapeDataString(person.Email)}",
                ApiJson.Options
            )
        )!;

    protected async Task<int> Published(string wireName)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SessionsDbContext>();
        return await db.Outbox.CountAsync(x => x.WireName == wireName);
    }

    /// <summary>The provider opened the room, the client came and was let in.</summary>
    protected async Task Admit(SessionId id)
    {
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        var token = await TokenOf(ClientHttp, id);
        await Done(Post(ClientHttp, $"sessions/{id}/join", new JoinSessionBody(token)));
        await Done(Post(ProviderHttp, $"sessions/{id}/admit"));
    }
}
