using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Requests to everybody who fits: who is asked, who gets it, how they end (MKT-11, MKT-12, MKT-13).</summary>
public abstract class BroadcastSuite(Engine engine) : BroadcastStage(engine)
{
    [EngineFact]
    [Rule("MKT-11", Part = "broadcast")]
    [Rule("MKT-11", Part = "ceiling")]
    [Rule("MKT-11", Part = "told in app")]
    [Rule("MKT-11", Part = "first-accepts")]
    [Rule("MKT-11", Part = "others vanish")]
    public async Task All_who_fit_below_the_limit_are_asked_and_the_first_to_accept_gets_it_at_its_own_price()
    {
        var cheap = await PricedProvider(5_000);
        var dear = await PricedProvider(7_000);
        var above = await PricedProvider(7_001);
        var other = await ListedProvider(service: Priced(5_000, "coaching"));
        var longer = await ListedProvider(service: Priced(5_000, minutes: 60));
        var uncleared = await PricedProvider(5_000);
        await Withdraw(uncleared.Id);
        var client = await NewClient();
        Instant[] times = [Ahead(3), Ahead(4)];
        var request = await Broadcast(client, 7_000, times);
        request.Asked.ShouldBe(2);
        await App.Drain();
        (await Balance(client)).ShouldBe((13_000, 7_000));
        foreach (var practice in new[] { above, other, longer, uncleared })
        {
            (await Inbox(practice)).ShouldBeEmpty();
            var foreign = await TryAccept(practice.Http, request.Id, times[0]);
            foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Told(practice.Http)).ShouldNotContain("broadcast-received");
        }

        // 20 % of 50.00 and of 70.00; nobody sees the limit or the client's whole name.
        foreach (var (practice, price, share) in new[] { (cheap, 5_000, 4_000), (dear, 7_000, 5_600) })
        {
            var seen = (await Inbox(practice)).Single();
            (seen.TakeHome.Price.Minor, seen.TakeHome.ProviderShare.Minor).ShouldBe((price, share));
            (seen.ClientName, seen.AskedOthersToo).ShouldBe(("Ana", true));
            (await Told(practice.Http)).ShouldContain("broadcast-received");
        }

        var booking = await Accept(cheap, request.Id, times[1]);
        booking.StartsAt.ShouldBe(times[1]);
        (await Inbox(dear)).ShouldBeEmpty();
        (await Refusal(await TryAccept(dear.Http, request.Id, times[0]), HttpStatusCode.Conflict)).ShouldBe(
            "marketplace.request-not-open"
        );
        var gone = await dear.Http.GetAsync($"{Api}/marketplace/booking-requests/{request.Id}");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await App.Drain();
        (await Balance(client)).ShouldBe((15_000, 5_000));
        var booked = await Read<BookingAnswer>(client, $"marketplace/bookings/{booking.BookingId}");
        (booked.ProviderId, booked.ServiceId, booked.Price).ShouldBe((cheap.Id, cheap.Service, Money.Gbp(5_000)));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task Languages_and_notice_narrow_who_is_asked_and_a_provider_is_asked_once_at_its_lowest_price()
    {
        var polish = await PricedProvider(6_000);
        await Success<object>(await Post(polish.Http, "marketplace/providers/me/services", Priced(5_500)));
        var german = await ListedProvider(service: Priced(5_000), profile: x => x with { Languages = ["de"] });
        var slow = await ListedProvider(service: Priced(5_000) with { MinLeadMinutes = 5 * 24 * 60 });
        var client = await NewClient();
        var wish = Wish(7_000, Ahead(3)) with { Languages = ["pl", "fr"] };
        var sent = await Success<BroadcastRequestedAnswer>(await Post(client, Path, wish));
        sent.Asked.ShouldBe(1);
        (await Inbox(polish)).Single().TakeHome.Price.ShouldBe(Money.Gbp(5_500));
        (await Inbox(german)).ShouldBeEmpty();
        (await Inbox(slow)).ShouldBeEmpty();
    }

    [EngineFact]
    [Rule("MKT-12", Part = "reason")]
    public async Task Each_one_asked_may_decline_with_a_listed_reason_and_with_the_last_one_the_request_ends()
    {
        var first = await PricedProvider(5_000);
        var second = await PricedProvider(6_000);
        var client = await NewClient();
        var request = await Broadcast(client, 7_000, Ahead(3));
        var vague = await Decline(first, request.Id, "do-not-feel-like-it");
        (await Refusal(vague, HttpStatusCode.BadRequest)).ShouldBe("marketplace.unknown-decline-reason");
        await Success<RequestEndedAnswer>(await Decline(first, request.Id, "caseload-full"));
        (await Inbox(first)).ShouldBeEmpty();
        (await Decline(first, request.Id, "other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await TryAccept(first.Http, request.Id, Ahead(3))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var open = await Seen(client, request.Id);
        (open.State, open.Unanswered).ShouldBe((BookingRequestState.Open, 1));
        await App.Drain();
        (await Balance(client)).ShouldBe((13_000, 7_000));
        await Success<RequestEndedAnswer>(await Decline(second, request.Id, "not-available"));
        var ended = await Seen(client, request.Id);
        (ended.State, ended.CanBroadcast, ended.Unanswered).ShouldBe((BookingRequestState.Declined, true, 0));
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
        (await Told(client)).ShouldContain("broadcast-ended");
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task Of_ten_who_decline_at_once_the_last_one_ends_the_request()
    {
        var all = await Crowd(5_000);
        var client = await NewClient();
        var request = await Broadcast(client, 5_000, Ahead(3));
        request.Asked.ShouldBe(all.Count);
        var answers = await Together(all.Count, i => Settled(() => Decline(all[i], request.Id, "other")));
        answers.ShouldAllBe(x => x.IsSuccessStatusCode);
        (await Seen(client, request.Id)).State.ShouldBe(BookingRequestState.Declined);
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
    }

    [EngineFact]
    [Rule("MKT-13", Part = "expires")]
    [Rule("MKT-13", Part = "money back")]
    [Rule("MKT-13", Part = "told")]
    public async Task A_broadcast_nobody_takes_by_its_deadline_releases_the_limit_whole_and_tells_the_client()
    {
        await PricedProvider(5_000);
        var client = await NewClient();
        var request = await Broadcast(client, 7_000, Ahead(10));
        (request.Deadline - App.Now).TotalHours.ShouldBe(48, 0.1);
        await App.AdvanceTo(request.Deadline);
        await App.Drain();
        (await Seen(client, request.Id)).State.ShouldBe(BookingRequestState.Expired);
        (await Balance(client)).ShouldBe((20_000, 0));
        (await Told(client)).ShouldContain("broadcast-ended");
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-12", Part = "offered-to-others")]
    public async Task A_direct_request_that_came_to_nothing_is_asked_of_others_at_the_times_still_ahead()
    {
        var asked = await PricedProvider(6_500);
        var other = await PricedProvider(5_000);
        var client = await NewClient();
        var soon = Ahead(2);
        var body = new BookingRequestBody(asked.Id, asked.Service, "video", [soon, Ahead(9)], Note: "For you alone.");
        var direct = await Success<BookingRequestedAnswer>(await Post(client, "marketplace/booking-requests", body));
        var path = $"marketplace/booking-requests/{direct.Id}/broadcast";
        var limit = new BroadcastEndedRequestBody(Money.Gbp(7_000));
        var early = await Post(client, path, limit);
        (await Refusal(early, HttpStatusCode.Conflict)).ShouldBe("marketplace.request-still-open");
        await App.AdvanceTo(direct.Deadline);
        await App.Drain();
        (await Post(await NewClient(0), path, limit)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Seen(client, direct.Id)).CanBroadcast.ShouldBeTrue();
        // In the afternoon the first time is over before the deadline is.
        if (soon + Duration.FromHours(1) is var over && over > App.Now)
        {
            await App.AdvanceTo(over);
        }

        var sent = await Success<BroadcastRequestedAnswer>(await Post(client, path, limit));
        sent.Asked.ShouldBe(2);
        var seen = (await Inbox(other)).Single();
        seen.Times.ShouldBe([body.Times[1]]);
        seen.HasNote.ShouldBeFalse();
        (await Accept(other, sent.Id, body.Times[1])).StartsAt.ShouldBe(body.Times[1]);
        await App.Drain();
        (await Balance(client)).ShouldBe((15_000, 5_000));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task What_cannot_be_asked_is_refused_in_words_and_nothing_is_held()
    {
        var practice = await PricedProvider(5_000);
        var client = await NewClient();
        var at = Ahead(3);
        BroadcastRequestBody[] wrong =
        [
            Wish(7_000),
            Wish(7_000, at, at),
            Wish(7_000, at + Duration.FromMinutes(2)),
            Wish(0, at),
            Wish(7_000, at) with
            {
                Category = "astrology",
            },
            Wish(7_000, at) with
            {
                Mode = "telepathy",
            },
            Wish(7_000, at) with
            {
                DurationMinutes = 0,
            },
            Wish(7_000, at) with
            {
                Languages = ["polski"],
            },
        ];
        foreach (var wish in wrong)
        {
            (await Post(client, Path, wish)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var nobody = await Post(client, Path, Wish(4_999, at));
        (await Refusal(nobody, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.nobody-fits");
        var past = await Post(client, Path, Wish(7_000, Ahead(-1)));
        (await Refusal(past, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.too-soon");
        var poor = await Post(await NewClient(0), Path, Wish(7_000, at));
        (await Refusal(poor, HttpStatusCode.UnprocessableEntity)).ShouldBe("wallet.insufficient-funds");
        (await Post(practice.Http, Path, Wish(7_000, at))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var withdrawn = await Broadcast(client, 7_000, at);
        await Success<RequestEndedAnswer>(await Post(client, $"marketplace/booking-requests/{withdrawn.Id}/withdraw"));
        (await Inbox(practice)).ShouldBeEmpty();
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
    }
}

public sealed class BroadcastsOnSqlite() : BroadcastSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class BroadcastsOnPostgres() : BroadcastSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class BroadcastsOnSqlServer() : BroadcastSuite(Engine.SqlServer);
