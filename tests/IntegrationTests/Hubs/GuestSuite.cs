using System.Net;
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
