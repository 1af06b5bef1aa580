using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.QuickConnect.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>Asking to talk now: crisis first, money held, place and wait, the end without a session.</summary>
public abstract class PoolRequestSuite(Engine engine) : PoolSuite(engine)
{
    [EngineFact]
    [Rule("QCP-08", Part = "crisis-first")]
    public async Task Immediate_risk_is_answered_with_whom_to_call_before_sign_in_field_or_payment()
    {
        var guest = await TelehealthApp.Send(
            App.Http,
            HttpMethod.Post,
            Requests,
            new { ImmediateRisk = true, Country = "PL" }
        );
        guest.StatusCode.ShouldBe(HttpStatusCode.OK, await guest.Content.ReadAsStringAsync());
        var told = await TelehealthApp.Read(guest);
        told.GetProperty("emergency").GetProperty("country").GetString().ShouldBe("PL");
        told.GetProperty("emergency").GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);

        // No money, no key, and waiting already: nothing keeps the numbers back.
        var poor = new Player(await App.SignUpClient(), null!);
        poor = poor with { Api = await App.Client(poor.Person) };
        var signedIn = await TelehealthApp.Send(poor.Api, HttpMethod.Post, Requests, new { ImmediateRisk = true });
        (await TelehealthApp.Read(signedIn)).GetProperty("emergency").GetProperty("country").GetString().ShouldBe("GB");
        (await Look(db => db.Requests.CountAsync())).ShouldBe(0);
        var alerts = await Look(db =>
            db.Outbox.Where(x => x.WireName == "quickconnect.immediate-risk-reported.v1").ToListAsync()
        );
        alerts.Single().Payload.ShouldContain(poor.Id);

        var unasked = await SendPost(poor, Requests, new { Topic = "anxiety", Language = "en" });
        await ShouldBe(unasked, HttpStatusCode.BadRequest, "quickconnect.risk-unanswered");
        var unknown = await TelehealthApp.Send(App.Http, HttpMethod.Post, Requests, Wish(), TelehealthApp.NewKey());
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [EngineFact]
    [Rule("COM-04", Part = "age")]
    public async Task Somebody_under_age_or_of_unknown_age_does_not_wait_and_nothing_is_set_aside()
    {
        var today = App.Now.InUtc().Date;
        foreach (
            var (born, code) in new (LocalDate?, string)[]
            {
                (today.PlusYears(-17), "compliance.consent-needed"),
                (today.PlusYears(-18).PlusDays(2), "compliance.consent-needed"),
                (null, "compliance.birth-date-needed"),
            }
        )
        {
            var person = await App.SignUpClientBorn(born, "Kasia Wójcik");
            var young = new Player(person, await App.Client(person));
            await App.TopUp(young, 10_000);
            var refused = await SendPost(young, Requests, Wish());
            await ShouldBe(refused, HttpStatusCode.UnprocessableEntity, code);
            await App.Drain();
            (await Balance(young)).ShouldBe((10_000, 0));
        }

        (await Look(db => db.Requests.CountAsync())).ShouldBe(0);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-01", Part = "request")]
    [Rule("QCP-01", Part = "place")]
    [Rule("QCP-01", Part = "held")]
    public async Task A_request_holds_the_first_block_and_shows_place_and_an_honest_wait()
    {
        var poor = await App.FundedClient(Price - 1);
        var refused = await SendPost(poor, Requests, Wish());
        await ShouldBe(refused, HttpStatusCode.UnprocessableEntity, "wallet.insufficient-funds");
        var first = await App.FundedClient(10_000, "Nguyễn Thị Ánh");
        var second = await App.FundedClient(10_000, "Żaneta Ślęzak");
        await Place(first);
        await Place(second);
        (await Balance(first)).ShouldBe((10_000 - Price, Price));
        var mine = await Mine(second);
        mine.GetProperty("place").GetInt32().ShouldBe(2);
        mine.GetProperty("estimatedWaitMinutes").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var again = await SendPost(second, Requests, Wish());
        await ShouldBe(again, HttpStatusCode.Conflict, "quickconnect.already-waiting");
        await App.Drain();
        (await Balance(second)).ShouldBe((10_000 - Price, Price));
        var foreign = (await Mine(first)).GetProperty("id").GetString();
        (await SendPost(second, $"{Requests}/{foreign}/cancel")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await TelehealthApp.Read(await SendPost(first, $"{Requests}/{foreign}/cancel"));
        await App.Drain();
        (await Balance(first)).ShouldBe((10_000, 0));
        (await Mine(second)).GetProperty("place").GetInt32().ShouldBe(1);
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task Fifty_double_clicks_wait_once_and_hold_the_money_once()
    {
        var client = await App.FundedClient(100_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendPost(client, Requests, Wish())));
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        answers.ShouldAllBe(x => (int)x.StatusCode < 500 || x.StatusCode == HttpStatusCode.ServiceUnavailable);
        await App.Drain();
        (await Balance(client)).ShouldBe((100_000 - Price, Price));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task What_the_client_wrote_is_sealed_and_gone_when_it_ends()
    {
        var client = await App.FundedClient();
        var request = await Place(client, Wish("grief", "Mój brat, mam na imię Łucja"));
        var row = await Look(db => db.Requests.SingleAsync());
        Encoding.UTF8.GetString(row.SealedWords!).ShouldNotContain("grief");
        await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/cancel"));
        (await Look(db => db.Requests.SingleAsync())).SealedWords.ShouldBeNull();
    }

    [EngineFact]
    [Rule("QCP-06", Part = "expires")]
    [Rule("QCP-06", Part = "released")]
    [Rule("QCP-06", Part = "scheduled")]
    public async Task A_request_nobody_takes_expires_releases_the_hold_and_points_to_scheduled_times()
    {
        var client = await App.FundedClient();
        await Place(client);
        await App.Advance(Duration.FromMinutes(29));
        (await State(client)).ShouldBe("waiting");
        await App.Advance(Duration.FromMinutes(2));
        await App.Drain();
        var mine = await Mine(client);
        mine.GetProperty("state").GetString().ShouldBe("expired");
        var scheduled = await client.Api.GetAsync(mine.GetProperty("searchPath").GetString());
        scheduled.IsSuccessStatusCode.ShouldBeTrue();
        (await Balance(client)).ShouldBe((10_000, 0));
        await Place(client);
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_crash_anywhere_in_placing_leaves_no_money_behind()
    {
        foreach (var step in new[] { "work.begun", "work.before-commit", "work.after-commit" })
        {
            var client = await App.FundedClient();
            App.Crash.Subject = "PlaceRequest";
            App.Crash.StopAt = step;
            var key = TelehealthApp.NewKey();
            var stopped = await TelehealthApp.Send(client.Api, HttpMethod.Post, Requests, Wish(), key);
            stopped.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            App.Crash.StopAt = null;
            await App.Drain();
            await App.ShouldVerify();
            var placed = step == "work.after-commit";
            (await Balance(client)).ShouldBe(placed ? (10_000 - Price, Price) : (10_000L, 0L));
            var again = await TelehealthApp.Send(client.Api, HttpMethod.Post, Requests, Wish(), key);
            again.StatusCode.ShouldBe(placed ? HttpStatusCode.Created : HttpStatusCode.Conflict);
        }

        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_cover_nobody_knows_is_disowned_by_the_pool_for_good()
    {
        var cover = new CoverId(Ids.New());
        (await App.Send(new DisownPoolCover(cover))).Value.Owned.ShouldBeFalse();
        (await App.Send(new DisownPoolCover(cover))).Value.Owned.ShouldBeFalse();
        var client = await App.FundedClient();
        await Place(client);
        var held = await Look(db => db.Requests.Select(x => x.CoverId).SingleAsync());
        (await App.Send(new DisownPoolCover(held))).Value.Owned.ShouldBeTrue();
    }
}

public sealed class PoolRequestsOnSqlite() : PoolRequestSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PoolRequestsOnPostgres() : PoolRequestSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class PoolRequestsOnSqlServer() : PoolRequestSuite(Engine.SqlServer);
