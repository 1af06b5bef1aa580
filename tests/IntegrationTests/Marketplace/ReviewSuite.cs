using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Clients rate sessions that were held; search and offers show the average (MKT-20).</summary>
public abstract class ReviewSuite(Engine engine) : IAsyncLifetime
{
    private const string Words = "Bardzo dobrze słucha. Cảm ơn!";

    private TelehealthApp App { get; set; } = null!;

    public async Task InitializeAsync() => App = await TelehealthApp.Start(engine);

    public async Task DisposeAsync() => await App.DisposeAsync();

    [EngineFact]
    [Rule("MKT-20", Part = "rate")]
    public async Task A_client_rates_a_session_that_was_held_once_even_by_fifty_at_once()
    {
        var (client, provider, booked) = await Held();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Rate(client, booked, 5, Words)));
        answers.Count(x => x.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var loser in answers.Where(x => x.StatusCode != HttpStatusCode.Created))
        {
            (await TelehealthApp.Code(loser)).ShouldBeOneOf("marketplace.review-given", "conflict", "busy");
        }

        await Refused(Rate(client, booked, 1), HttpStatusCode.Conflict, "marketplace.review-given");
        var shown = await TelehealthApp.Get(App.Http, $"marketplace/providers/{provider.Id}");
        (shown.GetProperty("rating").GetDecimal(), shown.GetProperty("ratings").GetInt32()).ShouldBe((5m, 1));
        (await Review(client, booked)).GetProperty("comment").GetString().ShouldBe(Words);
        await App.Drain();
        (await Feed(provider)).ShouldContain("A client rated your session");
    }

    [EngineFact]
    [Rule("MKT-20", Part = "rate")]
    [Rule("MKT-20", Part = "not held")]
    public async Task Nobody_rates_what_was_not_held_is_anothers_is_long_ago_or_is_their_own_work()
    {
        var provider = await App.ListedProvider();
        var client = await App.FundedClient(20_000);
        var booked = await App.Book(client, provider, App.Slot());
        await Refused(Rate(client, booked, 5), HttpStatusCode.Conflict, "marketplace.review-not-held");
        await App.Hold(client, provider, booked);
        var stranger = await App.FundedClient(0);
        await Refused(Rate(stranger, booked, 1), HttpStatusCode.NotFound, "marketplace.booking-not-found");
        await Refused(Rate(provider, booked, 5), HttpStatusCode.Forbidden, "marketplace.review-client-only");
        foreach (var rating in new[] { 0, 6, -1 })
        {
            (await Rate(client, booked, rating)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await Rate(client, booked, 3, new string('x', 1001))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await App.Advance(Duration.FromDays(61));
        await Refused(Rate(client, booked, 5), HttpStatusCode.Conflict, "marketplace.review-too-late");
    }

    [EngineFact]
    [Rule("MKT-20", Part = "not held")]
    public async Task A_session_that_was_called_off_missed_or_failed_is_not_rated()
    {
        var provider = await App.ListedProvider();
        var client = await App.FundedClient(40_000);
        var cancelled = await App.Book(client, provider, App.Slot(4));
        await TelehealthApp.Post(client.Api, $"marketplace/bookings/{cancelled.BookingId}/cancel", new { });
        var missed = await App.Book(client, provider, App.Slot(2));
        var failed = await App.Book(client, provider, App.Slot(3));
        await App.AdvanceTo(missed.StartsAt - Duration.FromMinutes(5));
        await TelehealthApp.Post(provider.Api, $"sessions/{missed.SessionId}/start", new { });
        await App.AdvanceTo(missed.StartsAt + Duration.FromMinutes(20));
        await TelehealthApp.Post(provider.Api, $"sessions/{missed.SessionId}/no-show", new { });
        await App.AdvanceTo(failed.StartsAt + Duration.FromMinutes(1));
        await TelehealthApp.Post(provider.Api, $"sessions/{failed.SessionId}/technical-failure", new { });
        await App.Drain();
        foreach (var booked in new[] { cancelled, missed, failed })
        {
            await Refused(Rate(client, booked, 5), HttpStatusCode.Conflict, "marketplace.review-not-held");
        }

        var shown = await TelehealthApp.Get(App.Http, $"marketplace/providers/{provider.Id}");
        shown.GetProperty("ratings").GetInt32().ShouldBe(0);
    }

    [EngineFact]
    [Rule("MKT-20", Part = "reply")]
    public async Task The_provider_replies_once_and_the_two_alone_read_the_words()
    {
        var (client, provider, booked) = await Held();
        await Refused(Reply(provider, booked, "Thanks"), HttpStatusCode.NotFound, "marketplace.review-not-found");
        (await Rate(client, booked, 4, Words)).EnsureSuccessStatusCode();
        await Refused(Reply(client, booked, "Me"), HttpStatusCode.Forbidden, "marketplace.review-provider-only");
        (await Reply(provider, booked, " ")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(x => Reply(provider, booked, $"Dziękuję {x}")));
        replies.Count(x => x.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        await Refused(Reply(provider, booked, "Once more"), HttpStatusCode.Conflict, "marketplace.review-replied");
        (await Review(client, booked)).GetProperty("reply").GetString()!.ShouldStartWith("Dziękuję");
        var mine = await TelehealthApp.Get(provider.Api, "marketplace/providers/me/reviews");
        mine.GetProperty("items")[0].GetProperty("comment").GetString().ShouldBe(Words);
        var stranger = await App.FundedClient(0);
        var foreign = TelehealthApp.Send(stranger.Api, HttpMethod.Get, PathOf(booked));
        await Refused(foreign, HttpStatusCode.NotFound, "marketplace.review-not-found");

        // A stolen database shows none of it.
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        var row = await db.Reviews.AsNoTracking().SingleAsync();
        Encoding.UTF8.GetString(row.SealedComment!).ShouldNotContain("dobrze");
        Encoding.UTF8.GetString(row.SealedReply!).ShouldNotContain("Dzi");
    }

    [EngineFact]
    [Rule("MKT-09", Part = "rating")]
    [Rule("MKT-20", Part = "search")]
    [Rule("QCP-04", Part = "rating")]
    public async Task Ratings_filter_and_rank_the_search_and_stand_on_the_offer_card()
    {
        var (client, good, first) = await Held();
        var poor = await App.ListedProvider("Ngô Bảo Châu");
        var second = await App.Book(client, poor, App.Slot());
        await App.Hold(client, poor, second);
        await App.ListedProvider("Þóra Jónsdóttir");
        (await Rate(client, first, 5)).EnsureSuccessStatusCode();
        (await Rate(client, second, 2)).EnsureSuccessStatusCode();
        (await Found("")).ShouldBe(3);
        (await Found("?minRating=2")).ShouldBe(2);
        (await Found("?minRating=2.1")).ShouldBe(1);
        var wrong = await TelehealthApp.Send(App.Http, HttpMethod.Get, "marketplace/providers?minRating=7");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var all = await TelehealthApp.Get(App.Http, "marketplace/providers");
        var points = all.GetProperty("items")
            .EnumerateArray()
            .ToDictionary(x => x.GetProperty("id").GetString()!, x => PointsOf(x, "rating"));
        points[good.Id].ShouldBeGreaterThan(points.Values.Order().ElementAt(1));
        points[poor.Id].ShouldBe(points.Values.Min());
        var facet = all.GetProperty("facets")
            .EnumerateArray()
            .Single(x => x.GetProperty("name").GetString() == "rating");
        facet.GetProperty("values")[0].GetProperty("count").GetInt32().ShouldBe(1);
        var cards = await App.Send(
            new ListProviderCards([ProviderId.Of(good.Person.Id), ProviderId.Of(poor.Person.Id)])
        );
        cards.Value.Select(x => x.Rating).ShouldBe([5m, 2m]);
    }

    private static int PointsOf(JsonElement item, string part) =>
        item.GetProperty("scoreParts")
            .EnumerateArray()
            .Single(x => x.GetProperty("name").GetString() == part)
            .GetProperty("points")
            .GetInt32();

    private async Task<int> Found(string query) =>
        (await TelehealthApp.Get(App.Http, "marketplace/providers" + query)).GetProperty("total").GetInt32();

    private async Task<(Player Client, ListedProvider Provider, Booked Booked)> Held()
    {
        var provider = await App.ListedProvider();
        var client = await App.FundedClient(20_000);
        var booked = await App.Book(client, provider, App.Slot());
        await App.Hold(client, provider, booked);
        return (client, provider, booked);
    }

    private static string PathOf(Booked booked) => $"marketplace/bookings/{booked.BookingId}/review";

    private static Task<HttpResponseMessage> Rate(Player who, Booked booked, int rating, string? comment = null) =>
        TelehealthApp.Send(who.Api, HttpMethod.Post, PathOf(booked), new { Rating = rating, Comment = comment });

    private static Task<HttpResponseMessage> Reply(Player who, Booked booked, string text) =>
        TelehealthApp.Send(who.Api, HttpMethod.Post, PathOf(booked) + "/reply", new { Text = text });

    private static Task<JsonElement> Review(Player who, Booked booked) => TelehealthApp.Get(who.Api, PathOf(booked));

    private static async Task<List<string?>> Feed(Player who) =>
        [
            .. (await TelehealthApp.Get(who.Api, "notifications"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(x => x.GetProperty("title").GetString()),
        ];

    private static async Task Refused(Task<HttpResponseMessage> sent, HttpStatusCode status, string code)
    {
        using var answer = await sent;
        answer.StatusCode.ShouldBe(status);
        (await TelehealthApp.Code(answer)).ShouldBe(code);
    }
}

public sealed class ReviewsOnSqlite() : ReviewSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class ReviewsOnPostgres() : ReviewSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class ReviewsOnSqlServer() : ReviewSuite(Engine.SqlServer);
