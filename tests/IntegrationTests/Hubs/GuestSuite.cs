using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Sessions.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>An insured person without a login comes to a video visit, through the pages.</summary>
public abstract partial class GuestSuite(Engine engine) : PartnerStage(engine)
{
    [EngineFact]
    [Rule("HUB-09", Part = "join")]
    public async Task Without_a_login_the_link_opens_once_with_the_birth_date_and_locks_after_five_tries()
    {
        var provider = await Member();
        foreach (var locked in new[] { false, true })
        {
            var insured = await Register();
            var at = App.Slot();
            var booking = Text(await Visit(insured, at, mode: "video"), "bookingId");
            await App.Drain();
            var session = new SessionId(Guid.Parse(await App.SessionOf(provider, booking)));
            var link = (await App.Send(new GetJoinLink(session, new PersonId(Guid.Parse(insured))))).Value.Path;
            link.ShouldStartWith("/sessions/guest?");
            await App.AdvanceTo(at - Duration.FromMinutes(5));
            using var guest = Browser();
            for (var i = 0; i < (locked ? 5 : 1); i++)
            {
                (await Tell(guest, link, "1980-05-05")).ShouldBe(HttpStatusCode.UnprocessableEntity);
            }

            var entered = await Tell(guest, link, "1980-05-04");
            entered.ShouldBe(locked ? HttpStatusCode.Conflict : HttpStatusCode.OK);
            if (locked)
            {
                continue;
            }

            (await Press(guest, link, "Join")).ShouldBe(HttpStatusCode.OK);
            var seen = await TelehealthApp.Get(provider.Api, $"sessions/{session}");
            Text(seen.GetProperty("session").GetProperty("present")[0], "place").ShouldBe("waitingRoom");
            using var second = Browser();
            (await Tell(second, link, "1980-05-04")).ShouldBe(HttpStatusCode.Conflict);
            (await Press(second, link, "Join")).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [EngineFact]
    [Rule("HUB-09", Part = "join")]
    public async Task From_a_calendar_a_guest_gets_a_fresh_link_that_works_once_and_the_tries_stay_limited()
    {
        var provider = await Member();
        var insured = await Register();
        var at = App.Slot();
        var booking = Text(await Visit(insured, at, mode: "video"), "bookingId");
        await App.Drain();
        var session = new SessionId(Guid.Parse(await App.SessionOf(provider, booking)));
        var first = await LinkOf(session, insured);
        var page = first.Split("&token=")[0];
        await App.AdvanceTo(at - Duration.FromMinutes(5));

        // The page alone opens nothing: it offers a link, and lets nobody guess a birth date.
        using var guest = Browser();
        (await guest.GetStringAsync(page)).ShouldNotContain("DateOfBirth");
        (await Tell(guest, page, "1980-05-04")).ShouldBe(HttpStatusCode.BadRequest);
        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Press(guest, page, "Ask")));
        asked.ShouldAllBe(x => x == HttpStatusCode.OK);
        await App.Drain();
        var fresh = await LinkOf(session, insured);
        fresh.ShouldNotBe(first);
        var texts = await Sent("sms", "to=%2B4791234567");
        texts.ShouldHaveSingleItem().GetProperty("text").GetString()!.ShouldContain(fresh);
        // A session nobody knows is answered the same.
        (await Press(guest, $"/sessions/guest?session={Ids.New()}", "Ask")).ShouldBe(HttpStatusCode.OK);

        (await Tell(guest, first, "1980-05-04")).ShouldBe(HttpStatusCode.NotFound);
        (await Tell(guest, fresh, "1980-05-05")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Tell(guest, fresh, "1980-05-04")).ShouldBe(HttpStatusCode.OK);
        (await Press(guest, fresh, "Join")).ShouldBe(HttpStatusCode.OK);
        using var second = Browser();
        (await Tell(second, fresh, "1980-05-04")).ShouldBe(HttpStatusCode.Conflict);

        // Another link after a minute: the tries go on where they were, and with the fifth no link goes out any more.
        await App.Advance(Duration.FromMinutes(1));
        (await Press(second, page, "Ask")).ShouldBe(HttpStatusCode.OK);
        var third = await LinkOf(session, insured);
        for (var tried = 2; tried < 5; tried++)
        {
            (await Tell(second, third, "1999-09-09")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await Tell(second, third, "1980-05-04")).ShouldBe(HttpStatusCode.Conflict);
        await App.Advance(Duration.FromMinutes(1));
        (await Press(second, page, "Ask")).ShouldBe(HttpStatusCode.OK);
        await App.Drain();
        (await LinkOf(session, insured)).ShouldBe(third);
        (await Sent("sms", "to=%2B4791234567")).Count.ShouldBe(2);
    }

    private async Task<string> LinkOf(SessionId session, string insured) =>
        (await App.Send(new GetJoinLink(session, new PersonId(Guid.Parse(insured))))).Value.Path;

    private async Task<List<JsonElement>> Sent(string box, string query) =>
        [.. (await App.Http.GetFromJsonAsync<JsonElement>($"/dev/{box}/messages?{query}")).EnumerateArray()];

    private HttpClient Browser() => new(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = App.Base };

    private static Task<HttpStatusCode> Tell(HttpClient guest, string link, string born) =>
        Press(guest, link, "Enter", ("DateOfBirth", born));

    private static async Task<HttpStatusCode> Press(
        HttpClient guest,
        string link,
        string button,
        params (string Name, string Value)[] fields
    )
    {
        var page = await guest.GetStringAsync(link);
        var form = fields
            .Append(("__RequestVerificationToken", Forgery().Match(page).Groups[1].Value))
            .Select(x => KeyValuePair.Create(x.Item1, x.Item2));
        using var answer = await guest.PostAsync($"{link}&handler={button}", new FormUrlEncodedContent(form));
        return answer.StatusCode;
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Forgery();
}

public sealed class SqliteGuestTests() : GuestSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresGuestTests() : GuestSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerGuestTests() : GuestSuite(Engine.SqlServer);
