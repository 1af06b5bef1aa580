using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Persistence;
using Telehealth.QuickConnect.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>From the desk to the room: first come, the client decides, both are led in.</summary>
public abstract class PoolOfferSuite(Engine engine) : PoolSuite(engine)
{
    private const int Crowd = 50;

    [EngineFact]
    [Rule("QCP-03", Part = "one-wins")]
    [Rule("QCP-07", Part = "one-offer")]
    public async Task Of_fifty_accepts_at_once_exactly_one_wins_and_nobody_holds_two()
    {
        var providers = new List<ListedProvider>();
        for (var i = 0; i < 5; i++)
        {
            providers.Add(await OnlineProvider());
        }

        var client = await App.FundedClient();
        var other = await App.FundedClient();
        var request = await Place(client);
        var second = await Place(other);
        (await Waiting(providers[0])).Count.ShouldBe(2);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Crowd).Select(i => Accept(providers[i % providers.Count], request))
        );
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        answers
            .Where(x => !x.IsSuccessStatusCode)
            .ShouldAllBe(x =>
                x.StatusCode == HttpStatusCode.Conflict || x.StatusCode == HttpStatusCode.ServiceUnavailable
            );
        var winner = providers[Array.FindIndex(answers, x => x.IsSuccessStatusCode) % providers.Count];
        (await Waiting(winner)).ShouldBeEmpty();
        var loser = providers.First(x => x != winner);
        (await Waiting(loser)).Single().GetProperty("id").GetString().ShouldBe(second);
        await ShouldBe(await Accept(winner, second), HttpStatusCode.Conflict, "quickconnect.one-at-a-time");
        await TelehealthApp.Read(await Accept(loser, second));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-03", Part = "what-is-shown")]
    public async Task Only_a_matching_free_online_provider_sees_it_and_only_what_was_agreed()
    {
        var provider = await App.ListedProvider();
        var client = await App.FundedClient(name: "Żaneta Ślęzak");
        var request = await Place(client, Wish("anxiety", "Nie mogę spać"));
        (await Waiting(provider)).ShouldBeEmpty();
        await ShouldBe(await Accept(provider, request), HttpStatusCode.UnprocessableEntity, "quickconnect.not-online");
        await GoOnline(provider);
        var shown = (await Waiting(provider)).Single();
        shown.GetProperty("topic").GetString().ShouldBe("anxiety");
        shown.GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        shown.GetProperty("notes").ValueKind.ShouldBe(JsonValueKind.Null);
        var open = await App.FundedClient(name: "Nguyễn Thị Ánh");
        await Place(open, Wish("other", "Tôi cần nói chuyện", share: true));
        var told = (await Waiting(provider))[1];
        told.GetProperty("name").GetString().ShouldBe("Nguyễn Thị Ánh");
        told.GetProperty("notes").GetString().ShouldBe("Tôi cần nói chuyện");
        var grieving = await App.FundedClient();
        var foreign = await Place(grieving, Wish("grief"));
        (await Waiting(provider)).Count.ShouldBe(2);
        (await Accept(provider, foreign)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Accept(client, request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [EngineFact]
    [Rule("QCP-04", Part = "card")]
    [Rule("QCP-04", Part = "put-back")]
    public async Task A_decline_or_silence_puts_it_back_with_its_age_and_without_that_provider()
    {
        var first = await OnlineProvider();
        var second = await OnlineProvider("Ngô Bảo Châu");
        var client = await App.FundedClient();
        var later = await App.FundedClient();
        var request = await Place(client);
        await Place(later);
        await TelehealthApp.Read(await Accept(first, request));
        var offer = (await Mine(client)).GetProperty("offer");
        offer.GetProperty("provider").GetProperty("name").GetString().ShouldBe("Dr Zofia Wójcik");
        offer.GetProperty("provider").GetProperty("bio").GetString().ShouldNotBeNullOrEmpty();
        await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/offer/decline", new { Number = 1 }));
        (await Mine(client)).GetProperty("place").GetInt32().ShouldBe(1);
        (await Waiting(first)).Count.ShouldBe(1);
        (await Accept(first, request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await TelehealthApp.Read(await Accept(second, request));
        await App.Advance(Duration.FromSeconds(61));
        var mine = await Mine(client);
        mine.GetProperty("state").GetString().ShouldBe("waiting");
        mine.GetProperty("place").GetInt32().ShouldBe(1);
        (await Accept(second, request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Waiting(second)).Count.ShouldBe(1);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-04", Part = "terms")]
    [Rule("QCP-05", Part = "room")]
    [Rule("QCP-07", Part = "none in session")]
    public async Task The_clients_yes_books_now_on_the_same_cover_and_leads_both_to_the_room()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient();
        var request = await Place(client);
        await TelehealthApp.Read(await Accept(provider, request));
        var number = (await Mine(client)).GetProperty("offer").GetProperty("number").GetInt32();
        var outdated = await SendPost(
            client,
            $"{Requests}/{request}/offer/accept",
            new { Number = number, TermsVersion = "2019-01" }
        );
        await ShouldBe(outdated, HttpStatusCode.UnprocessableEntity, "quickconnect.terms-outdated");
        await TelehealthApp.Read(await AcceptOffer(client, request));
        await App.Drain();
        var row = await Look(db => db.Requests.SingleAsync());
        var terms = await TelehealthApp.Get(App.Http, "quick-connect/terms");
        row.TermsVersion.ShouldBe(terms.GetProperty("version").GetString());
        terms.GetProperty("paragraphs").GetArrayLength().ShouldBeGreaterThan(3);
        (await Balance(client)).ShouldBe((10_000 - Price, Price));
        var mine = await Mine(client);
        mine.GetProperty("state").GetString().ShouldBe("joined");
        mine.GetProperty("joinPath").GetString()!.ShouldStartWith("/sessions/join");
        var late = await SendPost(client, $"{Requests}/{request}/cancel");
        await ShouldBe(late, HttpStatusCode.Conflict, "quickconnect.cannot-cancel");
        var over = await SendPost(client, $"{Requests}/{request}/offer/decline", new { Number = number });
        await ShouldBe(over, HttpStatusCode.Conflict, "quickconnect.offer-over");
        var desk = await TelehealthApp.Get(provider.Api, "quick-connect/desk");
        desk.GetProperty("joinPath").GetString()!.ShouldStartWith("/sessions/join");
        desk.GetProperty("waiting").GetArrayLength().ShouldBe(0);
        await TelehealthApp.Post(provider.Api, $"sessions/{row.SessionId}/start", new { });

        // None while in a session (QCP-07): the booked time is taken.
        var other = await App.FundedClient();
        var next = await Place(other);
        (await Waiting(provider)).ShouldBeEmpty();
        await ShouldBe(await Accept(provider, next), HttpStatusCode.Conflict, "quickconnect.not-free");
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_time_lost_all_the_same_puts_the_request_back_and_the_same_money_serves_the_next()
    {
        var first = await OnlineProvider();
        var second = await OnlineProvider("Ngô Bảo Châu");
        var client = await App.FundedClient(Price);
        var request = await Place(client);
        await TelehealthApp.Read(await Accept(first, request));

        // The hold lapsed, and another booking has the time.
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.TimeHolds.ExecuteDeleteAsync();
            var other = new BookingId(Ids.New());
            await db.SlotClaims.ExecuteUpdateAsync(set => set.SetProperty(x => x.BookingId, other));
            await transaction.CommitAsync();
        }

        await ShouldBe(await AcceptOffer(client, request), HttpStatusCode.Conflict, "marketplace.slot-taken");
        (await State(client)).ShouldBe("waiting");
        await App.Drain();
        (await Balance(client)).ShouldBe((0, Price));
        await TelehealthApp.Read(await Accept(second, request));
        await TelehealthApp.Read(await AcceptOffer(client, request));
        await App.Drain();
        (await State(client)).ShouldBe("joined");
        (await Balance(client)).ShouldBe((0, Price));
        await App.ShouldVerify();
    }

    [EngineTheory]
    [InlineData("AcceptOffer", "work.begun", 0)]
    [InlineData("AcceptOffer", "work.step", 0)]
    [InlineData("AcceptOffer", "work.begun", 1)]
    [InlineData("AcceptOffer", "work.before-commit", 1)]
    [InlineData("AcceptOffer", "work.after-commit", 0)]
    [InlineData("BookAtOnce", "work.begun", 0)]
    [InlineData("BookAtOnce", "work.step", 0)]
    [InlineData("BookAtOnce", "work.before-commit", 1)]
    [InlineData("BookAtOnce", "work.after-commit", 1)]
    public async Task A_crash_between_offer_and_room_heals_by_the_same_key_or_by_the_job(
        string subject,
        string step,
        int after
    )
    {
        foreach (var byJob in new[] { true, false })
        {
            var provider = await OnlineProvider();
            var client = await App.FundedClient();
            var request = await Place(client);
            await TelehealthApp.Read(await Accept(provider, request));
            var offer = OfferBody((await Mine(client)).GetProperty("offer"));
            App.Crash.Subject = subject;
            App.Crash.After = after;
            App.Crash.StopAt = step;
            var path = $"{Requests}/{request}/offer/accept";
            var key = TelehealthApp.NewKey();
            await TelehealthApp.Send(client.Api, HttpMethod.Post, path, offer, key);
            App.Crash.StopAt = null;
            App.Crash.After = 0;
            if (byJob)
            {
                await App.Drain();
            }

            if (!byJob || (await State(client)) == "offered")
            {
                await TelehealthApp.Read(await TelehealthApp.Send(client.Api, HttpMethod.Post, path, offer, key));
            }

            await App.Drain();
            (await State(client)).ShouldBe("joined");
            (await Balance(client)).ShouldBe((10_000 - Price, Price));
            await App.ShouldVerify();
        }
    }

    [EngineFact]
    public async Task While_the_database_is_too_busy_to_book_nothing_is_booked_and_the_same_key_goes_on()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient();
        var request = await Place(client);
        await TelehealthApp.Read(await Accept(provider, request));
        var offer = OfferBody((await Mine(client)).GetProperty("offer"));
        App.Crash.Subject = nameof(BookAtOnce);
        App.Crash.Said = new DatabaseBusyException();
        App.Crash.StopAt = "work.begun";
        var path = $"{Requests}/{request}/offer/accept";
        var key = TelehealthApp.NewKey();
        using var busy = await TelehealthApp.Send(client.Api, HttpMethod.Post, path, offer, key);
        await ShouldBe(busy, HttpStatusCode.ServiceUnavailable, "quickconnect.still-joining");
        (await State(client)).ShouldNotBe("joined");
        (await Look(db => db.Requests.CountAsync(x => x.BookingId != null))).ShouldBe(0);
        await TelehealthApp.Read(await TelehealthApp.Send(client.Api, HttpMethod.Post, path, offer, key));
        await App.Drain();
        (await State(client)).ShouldBe("joined");
        (await Balance(client)).ShouldBe((10_000 - Price, Price));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task Twenty_yeses_at_once_book_once_and_a_late_yes_is_too_late()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient();
        var request = await Place(client);
        await TelehealthApp.Read(await Accept(provider, request));
        var offer = OfferBody((await Mine(client)).GetProperty("offer"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => SendPost(client, $"{Requests}/{request}/offer/accept", offer))
        );
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        await App.Drain();
        (await Balance(client)).ShouldBe((10_000 - Price, Price));
        (await Look(db => db.Requests.CountAsync(x => x.State == PoolRequestState.Joined))).ShouldBe(1);
        await App.ShouldVerify();
    }
}

public sealed class PoolOffersOnSqlite() : PoolOfferSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PoolOffersOnPostgres() : PoolOfferSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class PoolOffersOnSqlServer() : PoolOfferSuite(Engine.SqlServer);
