using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Features.Clearance;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Features.Slots;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Features.Balances;
using Telehealth.Wallet.Features.TopUps;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>What the suites of the marketplace share: what providers and clients do, through the public door.</summary>
public abstract class MarketplaceSuite(Engine engine) : IAsyncLifetime
{
    protected const string Api = "api/v1";
    protected static readonly string[] Video = ["video"];
    protected static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    protected TelehealthApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TelehealthApp.Start(engine, null, ("Limits:Enabled", "false"));

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>
    /// A provider with a token and a service, open every day from 00:00 to 24:00 unless told otherwise.
    /// </summary>
    protected sealed record Practice(TestPerson Person, HttpClient Http, ServiceId Service)
    {
        public ProviderId Id => ProviderId.Of(Person.Id);
    }

    protected async Task<Practice> ListedProvider(
        string zone = "Europe/London",
        ServiceBody? service = null,
        WeeklyHoursBody? hours = null,
        Func<ProfileBody, ProfileBody>? profile = null
    )
    {
        var person = await App.SignUpProvider(timeZone: zone);
        var http = await App.Client(person);
        var body = profile is null ? Profile(zone) : profile(Profile(zone));
        await Success<MyProfileAnswer>(await Put(http, "marketplace/providers/me/profile", body));
        var offered = await Success<ServiceAnswer>(
            await Post(http, "marketplace/providers/me/services", service ?? Consultation())
        );
        await SetHours(http, hours ?? AllWeek());
        await Success<MyProfileAnswer>(await Post(http, "marketplace/providers/me/apply"));
        await App.Drain();
        await Grant(ProviderId.Of(person.Id));
        return new Practice(person, http, offered.Id);
    }

    protected async Task Grant(ProviderId provider)
    {
        var reviewer = await App.Client(await App.Staff(Roles.ComplianceReviewer));
        var path = $"compliance/clearance-files/{provider}/grant";
        await Success<ClearanceDecidedAnswer>(await Post(reviewer, path, new GrantClearanceBody()));
        await App.Drain();
    }

    protected async Task Withdraw(ProviderId provider)
    {
        var reviewer = await App.Client(await App.Staff(Roles.ComplianceReviewer));
        var path = $"compliance/clearance-files/{provider}/withdraw";
        await Success<ClearanceDecidedAnswer>(
            await Post(reviewer, path, new WithdrawClearanceBody("Insurance lapsed"))
        );
        await App.Drain();
    }

    protected async Task SetHours(HttpClient http, WeeklyHoursBody hours)
    {
        var calendar = await Read<CalendarAnswer>(http, "marketplace/providers/me/calendar");
        var answer = await Put(http, "marketplace/providers/me/calendar/weekly", hours, calendar.Version);
        await Success<CalendarAnswer>(answer);
    }

    /// <summary>A client with a token and so much in the wallet.</summary>
    protected async Task<HttpClient> NewClient(long pence = 20_000)
    {
        var http = await App.Client(await App.SignUpClient());
        if (pence > 0)
        {
            var body = new TopUpBody(Money.Gbp(pence), "pm_card_visa");
            await Success<TopUpAnswer>(await Post(http, "wallet/top-ups", body));
        }

        return http;
    }

    protected async Task<BookingRequestedAnswer> Ask(HttpClient client, Practice practice, params Instant[] times) =>
        await Success<BookingRequestedAnswer>(await TryAsk(client, practice, times));

    protected static Task<HttpResponseMessage> TryAsk(HttpClient client, Practice practice, params Instant[] times) =>
        Post(
            client,
            "marketplace/booking-requests",
            new BookingRequestBody(practice.Id, practice.Service, "video", times)
        );

    protected static Task<HttpResponseMessage> TryAccept(
        HttpClient provider,
        BookingRequestId request,
        Instant at,
        string? key = null
    ) => Post(provider, $"marketplace/booking-requests/{request}/accept", new AcceptRequestBody(at), key);

    protected async Task<RequestAcceptedAnswer> Accept(Practice practice, BookingRequestId request, Instant at) =>
        await Success<RequestAcceptedAnswer>(await TryAccept(practice.Http, request, at));

    protected async Task<IReadOnlyList<SlotAnswer>> Slots(
        Practice practice,
        Instant from,
        Instant to,
        string? more = null
    )
    {
        var path = $"marketplace/providers/{practice.Id}/slots?serviceId={practice.Service}&mode=video";
        var answer = await Read<SlotsAnswer>(App.Http, $"{path}&from={from}&to={to}{more}");
        return answer.Items;
    }

    /// <summary>A full hour so many days ahead.</summary>
    protected Instant Ahead(int days, int hour = 12) =>
        (App.Now.InUtc().Date.PlusDays(days) + new LocalTime(hour, 0)).InUtc().ToInstant();

    protected static async Task<(long Available, long Held)> Balance(HttpClient http)
    {
        var line = (await Read<BalanceAnswer>(http, "wallet/balance")).Balances.SingleOrDefault();
        return line is null ? (0, 0) : (line.Available.Minor, line.Held.Minor);
    }

    protected static ProfileBody Profile(string zone = "Europe/London") =>
        new(
            "Dr. Łucja Nowak",
            "therapy",
            zone,
            Video,
            "I work with people who have lost somebody, in person and on screen.",
            ["grief", "anxiety"],
            ["en", "pl"],
            ["MSc Counselling"],
            ["GB"],
            "female",
            new BillingBody("Łucja Nowak", ["1 High Street", "London N1 1AA"], "GB", null, "BACP", "12345")
        );

    protected static ServiceBody Consultation(int buffer = 0, int lead = 0, int horizon = 60, int minutes = 50) =>
        new(
            "Consultation",
            "therapy",
            minutes,
            [new("video", Money.Gbp(6_500))],
            BufferAfterMinutes: buffer,
            MinLeadMinutes: lead,
            HorizonDays: horizon
        );

    protected static WeeklyHoursBody AllWeek(string from = "00:00", string to = "00:00") =>
        new([.. Weekdays.Append("saturday").Append("sunday").Select(x => new WeeklyRuleBody(x, from, to, Video))]);

    protected static Task<HttpResponseMessage> Post(
        HttpClient http,
        string path,
        object? body = null,
        string? key = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/{path}");
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        request.Headers.Add("Idempotency-Key", key ?? Ids.New().ToString());
        return http.SendAsync(request);
    }

    protected static Task<HttpResponseMessage> Put(HttpClient http, string path, object body, long? version = null) =>
        Versioned(http, HttpMethod.Put, path, body, version);

    protected static Task<HttpResponseMessage> Versioned(
        HttpClient http,
        HttpMethod method,
        string path,
        object? body,
        long? version
    )
    {
        var request = new HttpRequestMessage(method, $"{Api}/{path}");
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        if (version is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{tag}\"");
        }

        return http.SendAsync(request);
    }

    protected static async Task<T> Read<T>(HttpClient http, string path) =>
        await Success<T>(await http.GetAsync($"{Api}/{path}"));

    protected static async Task<T> Success<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
    }

    /// <summary>The refusal's code, after checking its status.</summary>
    protected static async Task<string?> Refusal(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.GetProperty("code").GetString();
    }

    internal async Task<T> Look<T>(Func<MarketplaceDbContext, Task<T>> look)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>());
    }

    protected static async Task<T[]> Together<T>(int times, Func<int, Task<T>> work) =>
        await Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => work(i))));
}
