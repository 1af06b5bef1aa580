using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Sessions;

/// <summary>Holding a session, through the API.</summary>
public abstract class RoomSuite(Engine engine) : SessionsSuite(engine)
{
    [EngineFact]
    [Rule("SES-01", Part = "own link")]
    [Rule("SES-01", Part = "window")]
    [Rule("SES-01", Part = "sent")]
    public async Task A_join_link_works_for_its_person_within_its_window_only()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        var mine = await TokenOf(ClientHttp, id);
        var theirs = await TokenOf(ProviderHttp, id);
        mine.Length.ShouldBe(43);
        mine.ShouldNotBe(theirs);
        var mail = (await MailsTo(Client)).Single(x => x.Subject.StartsWith("Your appointment is confirmed"));
        mail.Text!.ShouldContain($"/sessions/join?session={id}&token={mine}");
        mail.Text!.ShouldNotContain(theirs);

        await Refused(Join(ClientHttp, id, mine), 409, "sessions.outside-window");
        await App.AdvanceTo(startsAt - Duration.FromMinutes(15));
        await Refused(Join(ClientHttp, id, theirs), 404, "sessions.link-wrong");
        await Refused(Join(ProviderHttp, id, theirs), 403, "sessions.client-only");
        var stranger = await App.Client(await App.SignUpClient("Sam Stranger"));
        await Refused(Join(stranger, id, mine), 404, "sessions.link-wrong");
        (await Join(App.Http, id, mine)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync($"/api/v1/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Done(Join(ClientHttp, id, mine))).Present.ShouldBe([new PresentPerson("client", Place.WaitingRoom)]);

        await App.AdvanceTo(startsAt + Duration.FromMinutes(50 + 60));
        await Refused(Join(ClientHttp, id, mine), 409, "sessions.outside-window");
    }

    [EngineFact]
    [Rule("SES-04", Part = "start")]
    [Rule("SES-04", Part = "told")]
    public async Task Starting_opens_the_room_and_tells_the_client_once()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt - Duration.FromMinutes(16));
        await Refused(Post(ProviderHttp, $"sessions/{id}/start"), 409, "sessions.outside-window");
        await App.AdvanceTo(startsAt - Duration.FromMinutes(15));
        await Refused(Post(ClientHttp, $"sessions/{id}/start"), 403, "sessions.provider-only");
        (await Done(Post(ProviderHttp, $"sessions/{id}/start"))).State.ShouldBe(SessionState.Open);
        (await Done(Post(ProviderHttp, $"sessions/{id}/start"))).State.ShouldBe(SessionState.Open);
        await App.Drain(allowDead: true);
        (await Published("sessions.session-started.v1")).ShouldBe(1);
        (await MailsTo(Client)).Count(x => x.Subject == "Your appointment is about to start").ShouldBe(1);
        var feed = await ClientHttp.GetFromJsonAsync<JsonElement>("/api/v1/notifications");
        feed.GetProperty("items")[0].GetProperty("kind").GetString().ShouldBe("session-starting");
    }

    [EngineFact]
    [Rule("SES-05", Part = "waits")]
    [Rule("SES-05", Part = "never alone")]
    public async Task The_client_waits_until_the_provider_is_in_and_admits()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        var token = await TokenOf(ClientHttp, id);
        await App.AdvanceTo(startsAt - Duration.FromMinutes(5));
        await Done(Join(ClientHttp, id, token));
        await Refused(Post(ProviderHttp, $"sessions/{id}/admit"), 409, "sessions.room-not-open");
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        await Done(Post(ProviderHttp, $"sessions/{id}/leave"));
        await Refused(Post(ProviderHttp, $"sessions/{id}/admit"), 409, "sessions.room-not-open");
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        (await Look(ClientHttp, id)).Session.Present.ShouldContain(new PresentPerson("client", Place.WaitingRoom));
        await Refused(Post(ClientHttp, $"sessions/{id}/admit"), 403, "sessions.provider-only");
        var admitted = await Done(Post(ProviderHttp, $"sessions/{id}/admit"));
        admitted.State.ShouldBe(SessionState.InSession);
        admitted.Present.ShouldContain(new PresentPerson("client", Place.Room));

        // Back after a break: straight in while the provider is there.
        await Done(Post(ClientHttp, $"sessions/{id}/leave"));
        (await Done(Join(ClientHttp, id, token))).Present.ShouldContain(new PresentPerson("client", Place.Room));
        (await Look(ClientHttp, id))
            .Presence.Select(x => (x.Role, x.Place))
            .ShouldBe([
                ("client", Place.WaitingRoom),
                ("provider", Place.Room),
                ("provider", Place.Room),
                ("client", Place.Room),
                ("client", Place.Room),
            ]);
    }

    [EngineFact]
    public async Task Nobody_is_admitted_who_is_not_there()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt);
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        await Refused(Post(ProviderHttp, $"sessions/{id}/admit"), 409, "sessions.nobody-waits");
        await Refused(Post(ProviderHttp, $"sessions/{id}/complete"), 409, "sessions.never-held");
    }

    [EngineFact]
    [Rule("SES-10", Part = "minimum-time")]
    public async Task Completing_before_the_minimum_time_needs_a_reason_and_happens_once()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt);
        await Admit(id);
        await App.Advance(Duration.FromMinutes(24));
        await Refused(Post(ProviderHttp, $"sessions/{id}/complete"), 422, "sessions.reason-needed");
        await Refused(Post(ClientHttp, $"sessions/{id}/complete"), 403, "sessions.provider-only");
        (await Published("sessions.session-completed.v1")).ShouldBe(0);
        var body = new CompleteSessionBody(EarlyCompletionReason.ClientHadToLeave);
        var done = await Done(Post(ProviderHttp, $"sessions/{id}/complete", body));
        done.State.ShouldBe(SessionState.Completed);
        done.EarlyReason.ShouldBe(EarlyCompletionReason.ClientHadToLeave);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Done(Post(ProviderHttp, $"sessions/{id}/complete"))));
        (await Published("sessions.session-completed.v1")).ShouldBe(1);
        await Refused(Post(ProviderHttp, $"sessions/{id}/start"), 409, "sessions.completed");
    }

    [EngineFact]
    [Rule("SES-10", Part = "minimum-time")]
    public async Task After_the_minimum_time_no_reason_is_needed_and_closing_stops_the_count()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt);
        await Admit(id);
        await App.Advance(Duration.FromMinutes(10));
        (await Done(Post(ProviderHttp, $"sessions/{id}/end-for-all"))).State.ShouldBe(SessionState.Ended);
        await App.Advance(Duration.FromMinutes(30));
        await Refused(Post(ProviderHttp, $"sessions/{id}/complete"), 422, "sessions.reason-needed");
        await Admit(id);
        (await Done(Post(ProviderHttp, $"sessions/{id}/complete"))).EarlyReason.ShouldBeNull();
    }

    [EngineFact]
    public async Task Eight_starts_at_once_open_the_room_once()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Done(Post(ProviderHttp, $"sessions/{id}/start"))));
        (await Published("sessions.session-started.v1")).ShouldBe(1);
        (await Look(ProviderHttp, id)).Presence.Count.ShouldBe(1);
    }

    [EngineFact]
    [Rule("SES-02", Part = "sessions")]
    [Rule("SES-02", Part = "label")]
    public async Task Each_session_is_in_one_list_and_names_its_channel()
    {
        var first = SoonestStart();
        var ids = new[] { await Book(first + Duration.FromHours(2)), await Book(first), await Book(first) };
        var page = await List(ProviderHttp, "upcoming", "&limit=2");
        page.Items.Count.ShouldBe(2);
        page.Items.ShouldAllBe(x => x.ChannelLabel == "Private session" && x.StartsAt == first);
        var rest = await List(ProviderHttp, "upcoming", $"&limit=2&after={page.Next}");
        rest.Items.Single().Id.ShouldBe(ids[0]);
        rest.Next.ShouldBeNull();
        await App.AdvanceTo(first);
        await Admit(ids[1]);
        (await List(ClientHttp, "ongoing")).Items.Single().Id.ShouldBe(ids[1]);
        await App.Advance(Duration.FromHours(2));
        (await List(ClientHttp, "past")).Items.Single().Id.ShouldBe(ids[2]);
        await Done(Post(ProviderHttp, $"sessions/{ids[1]}/complete"));
        (await List(ProviderHttp, "past")).Items.Count.ShouldBe(2);
        (await List(ProviderHttp, "ongoing")).Items.ShouldBeEmpty();
        (await ProviderHttp.GetAsync("/api/v1/sessions?view=all")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [EngineFact]
    public async Task A_signed_out_visitor_of_a_join_link_is_sent_to_sign_in_and_back()
    {
        var id = await Book(SoonestStart());
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = App.Base,
        };
        var answer = await browser.GetAsync((await Look(ClientHttp, id)).JoinPath);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var target = answer.Headers.Location!.ToString();
        target.ShouldContain("/identity/sign-in");
        Uri.UnescapeDataString(target).ShouldContain($"/sessions/join?session={id}");
    }

    private static Task<HttpResponseMessage> Join(
        HttpClient http,
        Telehealth.BuildingBlocks.SessionId id,
        string token
    ) => Post(http, $"sessions/{id}/join", new JoinSessionBody(token));

    private static async Task<Page<SessionAnswer>> List(HttpClient http, string view, string more = "") =>
        (await http.GetFromJsonAsync<Page<SessionAnswer>>($"/api/v1/sessions?view={view}{more}", ApiJson.Options))!;
}

public sealed class SqliteRoomTests() : RoomSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresRoomTests() : RoomSuite(Engine.Postgres);
