using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Direct requests: asked, seen, accepted, declined, withdrawn, expired.</summary>
public abstract class RequestSuite(Engine engine) : MarketplaceSuite(engine)
{
    [EngineFact]
    [Rule("MKT-11", Part = "direct")]
    [Rule("MKT-11", Part = "proposed times only")]
    [Rule("MKT-14", Part = "readable")]
    [Rule("WAL-03", Part = "held")]
    public async Task A_request_with_preferred_times_becomes_one_booking_with_a_readable_number()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        Instant[] times = [Ahead(3), Ahead(4), Ahead(5)];
        var request = await Ask(client, practice, times);
        request.Price.ShouldBe(Money.Gbp(6_500));
        (await Balance(client)).ShouldBe((13_500, 6_500));
        var booking = await Accept(practice, request.Id, times[1]);
        BookingNumber.IsValid(booking.Number).ShouldBeTrue(booking.Number);
        (booking.StartsAt, booking.EndsAt).ShouldBe((times[1], times[1] + Duration.FromMinutes(50)));
        foreach (var http in new[] { client, practice.Http })
        {
            var seen = await Read<BookingAnswer>(http, $"marketplace/bookings/{booking.BookingId}");
            (seen.Number, seen.State, seen.Channel).ShouldBe(
                (booking.Number, BookingState.Confirmed, "marketplace.private")
            );
        }

        var stranger = await NewClient(0);
        var foreign = await stranger.GetAsync($"{Api}/marketplace/bookings/{booking.BookingId}");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Read<Page<BookingAnswer>>(client, "marketplace/clients/me/bookings?when=upcoming")).Items.Count.ShouldBe(
            1
        );
        (await Read<Page<BookingAnswer>>(client, "marketplace/clients/me/bookings?when=past")).Items.ShouldBeEmpty();
        var mine = await Read<Page<BookingAnswer>>(practice.Http, "marketplace/providers/me/bookings");
        mine.Items.Single().Id.ShouldBe(booking.BookingId);
        await App.Drain();
        (await Balance(client)).ShouldBe((13_500, 6_500));
    }

    [EngineFact]
    [Rule("MKT-04", Part = "exact")]
    public async Task The_provider_sees_exactly_what_it_takes_home_and_the_clients_note()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        const string note = "I would rather not speak about my father.";
        var body = new BookingRequestBody(practice.Id, practice.Service, "video", [Ahead(3)], Note: note);
        var sent = await Success<BookingRequestedAnswer>(await Post(client, "marketplace/booking-requests", body));
        var waiting = await Read<Page<ProviderRequestAnswer>>(
            practice.Http,
            "marketplace/providers/me/booking-requests"
        );
        var seen = waiting.Items.Single();
        var take = seen.TakeHome;
        // 20 % of 65.00 is 13.00, of which 20 % VAT inside: 10.83 + 2.17.
        (take.Price.Minor, take.CommissionNet.Minor, take.CommissionVat.Minor, take.ProviderShare.Minor).ShouldBe(
            (6_500, 1_083, 217, 5_200)
        );
        seen.HasNote.ShouldBeTrue();
        var path = $"marketplace/booking-requests/{sent.Id}";
        (await Read<BookingRequestAnswer>(practice.Http, path)).Note.ShouldBe(note);
        var raw = await Look(db => Task.FromResult(db.Requests.Single()));
        System.Text.Encoding.UTF8.GetString(raw.Note!).ShouldNotContain("father");
        var outbox = await Look(db => Task.FromResult(string.Concat(db.Outbox.Select(x => x.Payload).ToList())));
        outbox.ShouldNotContain("father");
        var stranger = await NewClient(0);
        (await stranger.GetAsync($"{Api}/{path}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    [Rule("MKT-12", Part = "reason")]
    [Rule("MKT-12", Part = "offered-to-others")]
    public async Task Declining_needs_a_listed_reason_and_offers_the_client_to_ask_others()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var request = await Ask(client, practice, Ahead(3));
        var path = $"marketplace/booking-requests/{request.Id}";
        var vague = await Post(practice.Http, $"{path}/decline", new DeclineRequestBody("do-not-feel-like-it"));
        (await Refusal(vague, HttpStatusCode.BadRequest)).ShouldBe("marketplace.unknown-decline-reason");
        var declined = await Post(practice.Http, $"{path}/decline", new DeclineRequestBody("caseload-full"));
        (await Success<RequestEndedAnswer>(declined)).State.ShouldBe(BookingRequestState.Declined);
        var seen = (await Read<BookingRequestAnswer>(client, path)).ForClient!;
        (seen.State, seen.DeclineReason, seen.CanBroadcast).ShouldBe(
            (BookingRequestState.Declined, "caseload-full", true)
        );
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
        var late = await TryAccept(practice.Http, request.Id, Ahead(3));
        (await Refusal(late, HttpStatusCode.Conflict)).ShouldBe("marketplace.request-not-open");
    }

    [EngineFact]
    [Rule("MKT-13", Part = "expires")]
    [Rule("MKT-13", Part = "money back")]
    public async Task A_request_nobody_accepts_expires_at_its_deadline_and_releases_its_money_whole()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var request = await Ask(client, practice, Ahead(10));
        // The policy's 48 h 15 min of cover, less a quarter of an hour.
        (request.Deadline - App.Now).TotalHours.ShouldBe(48, 0.1);
        await App.AdvanceTo(request.Deadline - Duration.FromSeconds(5));
        var path = $"marketplace/booking-requests/{request.Id}";
        (await Read<BookingRequestAnswer>(client, path)).ForClient!.State.ShouldBe(BookingRequestState.Open);
        await App.AdvanceTo(request.Deadline);
        await App.Drain();
        var seen = (await Read<BookingRequestAnswer>(client, path)).ForClient!;
        (seen.State, seen.CanBroadcast).ShouldBe((BookingRequestState.Expired, true));
        (await Balance(client)).ShouldBe((20_000, 0));
    }

    [EngineFact]
    public async Task The_deadline_is_never_after_the_last_preferred_time()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var last = Ahead(1, 20);
        (await Ask(client, practice, Ahead(1, 10), last)).Deadline.ShouldBe(last);
    }

    [EngineFact]
    public async Task A_client_takes_a_request_back_and_nobody_else_can()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var request = await Ask(client, practice, Ahead(3));
        var path = $"marketplace/booking-requests/{request.Id}/withdraw";
        (await Post(await NewClient(0), path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Success<RequestEndedAnswer>(await Post(client, path));
        (await Refusal(await Post(client, path), HttpStatusCode.Conflict)).ShouldBe("marketplace.request-not-open");
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
    }

    [EngineFact]
    public async Task Times_off_the_grid_in_the_past_too_many_or_twice_are_refused_and_nothing_is_held()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var at = Ahead(3);
        Instant[][] wrong =
        [
            [],
            [at, at],
            [at + Duration.FromMinutes(2)],
            [.. Enumerable.Range(0, 6).Select(i => at + Duration.FromHours(i))],
        ];
        foreach (var times in wrong)
        {
            (await TryAsk(client, practice, times)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var past = await TryAsk(client, practice, Ahead(-1));
        past.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Balance(client)).ShouldBe((20_000, 0));
    }

    [EngineFact]
    public async Task Without_money_there_is_no_request_and_a_repeat_of_the_key_says_the_same()
    {
        var practice = await ListedProvider();
        var client = await NewClient(0);
        var body = new BookingRequestBody(practice.Id, practice.Service, "video", [Ahead(3)]);
        var first = await Post(client, "marketplace/booking-requests", body, "one");
        first.IsSuccessStatusCode.ShouldBeFalse();
        var again = await Post(client, "marketplace/booking-requests", body, "one");
        again.StatusCode.ShouldBe(first.StatusCode);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await Look(db => Task.FromResult(db.Requests.Count()))).ShouldBe(0);
    }

    [EngineFact]
    public async Task Fifty_repeats_of_one_key_make_one_request_and_hold_once()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var body = new BookingRequestBody(practice.Id, practice.Service, "video", [Ahead(3)]);
        var answers = await Together(
            50,
            async _ =>
            {
                var answer = await Post(client, "marketplace/booking-requests", body, "same");
                // Busy is no answer: the caller sends the same key again.
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable
                    ? await Post(client, "marketplace/booking-requests", body, "same")
                    : answer;
            }
        );
        var bodies = await Task.WhenAll(answers.Select(Success<BookingRequestedAnswer>));
        bodies.Select(x => x.Id).Distinct().Count().ShouldBe(1);
        (await Look(db => Task.FromResult(db.Requests.Count()))).ShouldBe(1);
        (await Balance(client)).ShouldBe((13_500, 6_500));
    }

    [EngineFact]
    public async Task A_cover_nobody_knows_is_disowned_and_a_late_request_for_it_loses()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var known = await Ask(client, practice, Ahead(3));
        var cover = await Look(db => Task.FromResult(db.Requests.Single(x => x.Id == known.Id).CoverId));
        (await App.Send(new DisownCover(cover))).Value.Owned.ShouldBeTrue();
        var unknown = new CoverId(Ids.New());
        (await App.Send(new DisownCover(unknown))).Value.Owned.ShouldBeFalse();
        (await App.Send(new DisownCover(unknown))).Value.Owned.ShouldBeFalse();
        var covers = (await App.Send(new ListBookedCovers(null, 10))).Value;
        covers
            .Single()
            .ShouldBe(new BookedCover(cover, CoverExpectation.Reserved, Money.Gbp(6_500), FundingKind.Wallet));
        (await App.Send(new ListBookedCovers(cover, 10))).Value.ShouldBeEmpty();
    }
}

public sealed class RequestsOnSqlite() : RequestSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class RequestsOnPostgres() : RequestSuite(Engine.Postgres);
