using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Outcomes;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Sessions;

/// <summary>A client who does not come, and the evidence for it (HUB-15), through the API.</summary>
public abstract class NoShowSuite(Engine engine) : SessionsSuite(engine)
{
    private const string Partner = "partner.nordica";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var terms = new ChannelTerms(240, 240, 5_000, 5_000, NoShowUsesUp: true, NoShowCalls: 3);
        var policy = new ChannelPolicy(
            Partner,
            1,
            "Nordica",
            SupplyModel.PlatformSupplied,
            3_000,
            0,
            60,
            15,
            60,
            50,
            48,
            terms
        );
        (await App.Send(new PublishChannelPolicy(policy))).Error.ShouldBeNull();
    }

    [EngineFact]
    [Rule("HUB-15", Part = "calls")]
    [Rule("HUB-15", Part = "apart")]
    [Rule("HUB-15", Part = "window")]
    [Rule("SES-11", Part = "attempts")]
    public async Task Three_calls_in_ten_minutes_make_a_no_show_and_fewer_do_not()
    {
        var (id, startsAt) = await Visit("phone");
        await App.AdvanceTo(startsAt - Duration.FromMinutes(1));
        await Refused(Call(id), 409, "sessions.calls-outside-window");
        await App.AdvanceTo(startsAt);
        await Calls(id, 1);
        await App.AdvanceTo(startsAt + Duration.FromSeconds(90));
        await Refused(Call(id), 409, "sessions.call-too-soon");
        await App.AdvanceTo(startsAt + Duration.FromSeconds(125));
        await Calls(id, 2);
        await Refused(Miss(id), 422, "sessions.too-few-calls");
        (await Published("sessions.session-missed.v1")).ShouldBe(0);
        await App.AdvanceTo(startsAt + Duration.FromMinutes(9));
        await Calls(id, 3);
        var missed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Done(Miss(id))));
        missed.ShouldAllBe(x => x.State == SessionState.Missed);
        (await Published("sessions.session-missed.v1")).ShouldBe(1);
        await App.Drain(allowDead: true);
        var booking = missed[0].BookingId;
        (await StateOf(booking)).ShouldBe(BookingState.NoShow);
        var evidence = (await App.Send(new GetSessionEvidence(booking))).Value;
        evidence.CallAttempts.Select(x => (int)(x - startsAt).TotalMinutes).ShouldBe([0, 2, 9]);
        evidence.MissedAt.ShouldNotBeNull();
        await Refused(Post(ProviderHttp, $"sessions/{id}/start"), 409, "sessions.missed");
        await Refused(Post(ProviderHttp, $"sessions/{id}/complete"), 409, "sessions.missed");
        await Refused(Call(id), 409, "sessions.missed");
    }

    [EngineFact]
    [Rule("HUB-15", Part = "window")]
    public async Task A_call_after_ten_minutes_does_not_count()
    {
        var (id, startsAt) = await Visit("phone");
        foreach (var minute in new[] { 4, 8 })
        {
            await App.AdvanceTo(startsAt + Duration.FromMinutes(minute));
            using var made = await Call(id);
            made.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await App.AdvanceTo(startsAt + Duration.FromSeconds(601));
        await Refused(Call(id), 409, "sessions.calls-outside-window");
        await Refused(Miss(id), 422, "sessions.too-few-calls");
        await Refused(Miss(id, ClientHttp), 403, "sessions.provider-only");
        var stranger = await App.Client(await App.SignUpProvider("Sam Stranger"));
        await Refused(Miss(id, stranger), 404, "sessions.not-found");
        await Refused(Post(stranger, $"sessions/{id}/call-attempts"), 404, "sessions.not-found");
    }

    [EngineFact]
    [Rule("HUB-15", Part = "video")]
    public async Task By_video_the_provider_is_in_the_room_throughout()
    {
        var (id, startsAt) = await Visit("video");
        await App.AdvanceTo(startsAt);
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        await Calls(id, 1);
        await App.AdvanceTo(startsAt + Duration.FromMinutes(3));
        await Done(Post(ProviderHttp, $"sessions/{id}/leave"));
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        await Calls(id, 2);
        await App.AdvanceTo(startsAt + Duration.FromMinutes(6));
        await Calls(id, 3);
        await Refused(Miss(id), 422, "sessions.provider-not-in-room");

        var (other, at) = await Visit("video");
        await App.AdvanceTo(at);
        await Done(Post(ProviderHttp, $"sessions/{other}/start"));
        foreach (var minute in new[] { 1, 4, 7 })
        {
            await App.AdvanceTo(at + Duration.FromMinutes(minute));
            using var made = await Call(other);
            made.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Done(Miss(other))).State.ShouldBe(SessionState.Missed);
    }

    [EngineFact]
    public async Task A_client_who_came_is_not_missed()
    {
        var (id, startsAt) = await Visit("phone");
        await App.AdvanceTo(startsAt);
        await Calls(id, 1);
        var token = await TokenOf(ClientHttp, id);
        await Done(Post(ClientHttp, $"sessions/{id}/join", new JoinSessionBody(token)));
        await Refused(Call(id), 409, "sessions.client-came");
        await Done(Post(ClientHttp, $"sessions/{id}/leave"));
        await Refused(Miss(id), 409, "sessions.client-came");
    }

    [EngineFact]
    public async Task Where_no_calls_are_asked_for_the_provider_waits_in_the_room()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt);
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        await App.AdvanceTo(startsAt + Duration.FromMinutes(9));
        await Refused(Miss(id), 409, "sessions.still-waiting");
        // The clock ticks on: the provider came in a moment after the start.
        await App.AdvanceTo(startsAt + Duration.FromMinutes(11));
        (await Done(Miss(id))).State.ShouldBe(SessionState.Missed);
    }

    [EngineFact]
    [Rule("HUB-15", Part = "calls")]
    [Rule("HUB-15", Part = "window")]
    public async Task What_a_no_show_needs_and_pays_is_told_to_its_provider_alone()
    {
        var (id, startsAt) = await Visit("phone");
        await App.AdvanceTo(startsAt);
        var early = await Terms(ProviderHttp, id);
        (early.CallsNeeded, early.Ready, early.Pays).ShouldBe((3, false, Money.Gbp(2275)));
        (early.WindowFrom, early.WindowUntil).ShouldBe((startsAt, startsAt + Duration.FromMinutes(10)));
        early.NextCallFrom.ShouldBe(startsAt);
        await Calls(id, 1);
        var one = await Terms(ProviderHttp, id);
        one.NextCallFrom.ShouldBe(one.CallAttempts.Single() + Duration.FromMinutes(2));
        await App.AdvanceTo(startsAt + Duration.FromMinutes(11));
        var late = await Terms(ProviderHttp, id);
        late.NextCallFrom.ShouldBeNull();
        late.Missing.ShouldNotBeNull();
        await Refused(ClientHttp.GetAsync($"/api/v1/sessions/{id}/no-show"), 403, "sessions.provider-only");
        var stranger = await App.Client(await App.SignUpProvider("Sam Stranger"));
        await Refused(stranger.GetAsync($"/api/v1/sessions/{id}/no-show"), 404, "sessions.not-found");
    }

    [EngineFact]
    [Rule("HUB-16", Part = "outcomes")]
    [Rule("SES-20", Part = "own outcome")]
    public async Task A_technical_failure_is_marked_once_its_time_has_come_and_nobody_pays()
    {
        var (id, startsAt) = await Visit("video");
        await Refused(Fail(id), 409, "sessions.not-begun");
        await App.AdvanceTo(startsAt);
        await Refused(Fail(id, ClientHttp), 403, "sessions.provider-only");
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        var failed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Done(Fail(id))));
        failed.ShouldAllBe(x => x.State == SessionState.Failed);
        (await Published("sessions.session-missed.v1")).ShouldBe(1);
        await App.Drain(allowDead: true);
        (await StateOf(failed[0].BookingId)).ShouldBe(BookingState.Failed);
        await Refused(Miss(id), 409, "sessions.failed");
        await Refused(Post(ProviderHttp, $"sessions/{id}/complete"), 409, "sessions.failed");
        await Refused(Post(ProviderHttp, $"sessions/{id}/start"), 409, "sessions.failed");
    }

    [EngineFact]
    public async Task Of_fifty_clicks_at_once_one_call_counts()
    {
        var (id, startsAt) = await Visit("phone");
        await App.AdvanceTo(startsAt);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Call(id)));
        answers.Count(x => x.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.ShouldAllBe(x => (int)x.StatusCode < 500 || x.StatusCode == HttpStatusCode.ServiceUnavailable);
        (await Look(ProviderHttp, id)).CallAttempts.Count.ShouldBe(1);
    }

    private async Task<BookingState> StateOf(BookingId id)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        return await db.Bookings.Where(x => x.Id == id).Select(x => x.State).SingleAsync();
    }

    private async Task<(SessionId Id, Instant StartsAt)> Visit(string mode)
    {
        var startsAt = SoonestStart();
        return (await Book(startsAt, mode, Partner), startsAt);
    }

    private async Task Calls(SessionId id, int soFar)
    {
        using var made = await Call(id);
        var text = await made.Content.ReadAsStringAsync();
        made.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        JsonSerializer.Deserialize<CallAttemptsAnswer>(text, ApiJson.Options)!.CallAttempts.Count.ShouldBe(soFar);
    }

    private static async Task<NoShowTerms> Terms(HttpClient http, SessionId id) =>
        (await http.GetFromJsonAsync<NoShowTerms>($"/api/v1/sessions/{id}/no-show", ApiJson.Options))!;

    private Task<HttpResponseMessage> Fail(SessionId id, HttpClient? http = null) =>
        Post(http ?? ProviderHttp, $"sessions/{id}/technical-failure");

    private Task<HttpResponseMessage> Call(SessionId id) => Post(ProviderHttp, $"sessions/{id}/call-attempts");

    private Task<HttpResponseMessage> Miss(SessionId id, HttpClient? http = null) =>
        Post(http ?? ProviderHttp, $"sessions/{id}/no-show");
}

public sealed class SqliteNoShowTests() : NoShowSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresNoShowTests() : NoShowSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerNoShowTests() : NoShowSuite(Engine.SqlServer);
