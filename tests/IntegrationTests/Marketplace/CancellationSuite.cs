using System.Net;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>
/// Calling a booking off (MKT-17, MKT-18): what it costs, where the money goes, and that a session is never both held
/// and cancelled.
/// </summary>
public abstract class CancellationSuite(Engine engine) : MarketplaceSuite(engine)
{
    private const int Crowd = 50;

    [EngineFact]
    [Rule("MKT-17", Part = "free")]
    [Rule("MKT-17", Part = "shown")]
    public async Task In_good_time_it_costs_nothing_and_the_time_is_free_again()
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        var cost = await Read<CancellationAnswer>(client, $"marketplace/bookings/{booking}/cancellation");
        cost.Kept.ShouldBe(Money.Gbp(0));
        cost.Returned.ShouldBe(Money.Gbp(6_500));
        cost.FreeUntil.ShouldBe(at - Duration.FromHours(24));
        await Success<CancellationAnswer>(await Cancel(client, booking, cost.Kept));
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
        (await Slots(practice, at, at + Duration.FromMinutes(1))).Select(x => x.StartsAt).ShouldContain(at);
        var answer = await Read<BookingAnswer>(client, $"marketplace/bookings/{booking}");
        answer.State.ShouldBe(BookingState.Cancelled);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-17", Part = "late")]
    [Rule("MKT-17", Part = "split")]
    [Rule("MKT-17", Part = "shown")]
    [Rule("WAL-04", Part = "fees")]
    [Rule("RCP-03", Part = "outcome-words")]
    public async Task Late_the_policys_share_is_kept_and_split_by_the_same_commission()
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        // The clock goes on by itself: a minute is left until it costs.
        await App.AdvanceTo(at - Duration.FromHours(24) - Duration.FromMinutes(1));
        var free = await Read<CancellationAnswer>(client, $"marketplace/bookings/{booking}/cancellation");
        free.Kept.ShouldBe(Money.Gbp(0));
        await App.AdvanceTo(at - Duration.FromHours(23));
        var stale = await Cancel(client, booking, free.Kept);
        (await Refusal(stale, HttpStatusCode.Conflict)).ShouldBe("marketplace.cancellation-cost-changed");
        var kept = (await Success<CancellationAnswer>(await Cancel(client, booking, Money.Gbp(3_250)))).Kept;
        kept.ShouldBe(Money.Gbp(3_250));
        await App.Drain();
        (await Balance(client)).ShouldBe((16_750, 0));
        var earned = await Read<JsonElement>(practice.Http, "wallet/earnings");
        // 20 % of 32.50 is 6.50: the provider's share is 26.00.
        earned.GetRawText().ShouldContain("2600");
        earned.GetProperty("items")[0].GetProperty("outcome").GetString().ShouldBe("cancelledLate");
        // The receipt says what it is for: nobody held anything at the minute of cancelling.
        var receipts = await Read<JsonElement>(client, "receipts/documents");
        var receipt = receipts.GetProperty("items")[0].GetProperty("id").GetString();
        var said = await client.GetStringAsync($"{Api}/receipts/documents/{receipt}/html");
        said.ShouldContain("Cancelled late by the client on");
        said.ShouldContain("(London time)");
        said.ShouldNotContain("Held", Case.Sensitive);
        var asked = await Read<JsonElement>(client, "marketplace/clients/me/booking-requests");
        asked.GetProperty("items")[0].GetProperty("bookingState").GetString().ShouldBe("cancelled");
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-17", Part = "version")]
    public async Task A_booking_is_cancelled_by_the_terms_it_was_made_under()
    {
        var (practice, client, old, at) = await Booked(days: 3);
        var first = (await App.Send(new GetChannelPolicy(TelehealthApp.Private, 1))).Value;
        var stricter = first.Terms with { FreeCancelMinutes = 7 * 24 * 60, LateKeepBasisPoints = 9_000 };
        var second = first with { Version = 2, Terms = stricter };
        (await App.Send(new PublishChannelPolicy(second))).Error.ShouldBeNull();
        var young = await Accepted(practice, client, at + Duration.FromHours(2));
        (await CostOf(client, old)).ShouldBe(Money.Gbp(0));
        (await CostOf(client, young)).ShouldBe(Money.Gbp(5_850));
        await App.AdvanceTo(at - Duration.FromHours(23));
        (await CostOf(client, old)).ShouldBe(Money.Gbp(3_250));
        var kept = (await Success<CancellationAnswer>(await Cancel(client, old, Money.Gbp(3_250)))).Kept;
        kept.ShouldBe(Money.Gbp(3_250));
        await Success<CancellationAnswer>(await Cancel(client, young, Money.Gbp(5_850)));
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000 - 3_250 - 5_850, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-18", Part = "refund")]
    [Rule("WAL-04", Part = "fees")]
    public async Task A_provider_who_cancels_makes_the_client_whole_however_late()
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        await App.AdvanceTo(at - Duration.FromHours(1));
        await Success<CancellationAnswer>(await Cancel(practice.Http, booking));
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_stranger_sees_nothing_and_nobody_cancels_twice_or_too_late()
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        var stranger = await NewClient(0);
        (await Cancel(stranger, booking)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var look = await stranger.GetAsync($"{Api}/marketplace/bookings/{booking}/cancellation");
        look.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var wordy = await Post(client, $"marketplace/bookings/{booking}/cancel", new { Reason = "I feel ill, Doctor" });
        wordy.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Success<CancellationAnswer>(await Cancel(client, booking));
        var again = await Cancel(practice.Http, booking);
        (await Refusal(again, HttpStatusCode.Conflict)).ShouldBe("marketplace.booking-not-open");
        var standing = (await App.Send(new CancelBooking(booking, CancelledBy.Staff))).Value;
        standing.KeepBasisPoints.ShouldBe(0);
        var other = await Accepted(practice, client, at);
        await App.AdvanceTo(at);
        var late = await Cancel(client, other);
        (await Refusal(late, HttpStatusCode.Conflict)).ShouldBe("marketplace.booking-begun");
    }

    [EngineFact]
    public async Task Of_fifty_who_cancel_at_once_one_does_and_money_moves_once()
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        await App.AdvanceTo(at - Duration.FromHours(1));
        var answers = await Together(Crowd, i => Cancel(i % 2 == 0 ? client : practice.Http, booking));
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        await App.Drain();
        await App.ShouldVerify();
        (await Balance(client)).Held.ShouldBe(0);
    }

    [EngineFact]
    public async Task Cancelling_and_opening_the_room_at_once_end_in_one_of_the_two()
    {
        for (var round = 0; round < 6; round++)
        {
            var (practice, client, booking, at) = await Booked(days: 1);
            await App.AdvanceTo(at - Duration.FromMinutes(10));
            var session = await SessionOf(practice, booking);
            var answers = await Together(
                2,
                i => i == 0 ? Cancel(client, booking) : Post(practice.Http, $"sessions/{session}/start")
            );
            answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
            await App.Drain();
            var state = (await Read<BookingAnswer>(client, $"marketplace/bookings/{booking}")).State;
            state.ShouldBe(answers[0].IsSuccessStatusCode ? BookingState.Cancelled : BookingState.Confirmed);
        }

        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-21", Part = "feed")]
    public async Task The_room_stays_closed_and_both_calendars_follow()
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        var session = await SessionOf(practice, booking);
        var feed = await Success<JsonElement>(await Post(practice.Http, "sessions/calendar-feed"));
        await Success<CancellationAnswer>(await Cancel(practice.Http, booking));
        await App.Drain();
        var address = feed.EnumerateObject().Select(x => x.Value).First(x => x.ToString().Contains(".ics"));
        var calendar = await App.Http.GetStringAsync(new Uri(address.ToString()).PathAndQuery);
        calendar.ShouldContain("STATUS:CANCELLED");
        calendar.ShouldContain("SEQUENCE:1");
        await App.AdvanceTo(at - Duration.FromMinutes(5));
        var start = await Post(practice.Http, $"sessions/{session}/start");
        (await Refusal(start, HttpStatusCode.Conflict)).ShouldBe("sessions.cancelled");
        var told = await Read<JsonElement>(client, "notifications");
        told.GetRawText().ShouldContain("session-cancelled");
    }

    [EngineTheory]
    [InlineData("work.begun", nameof(CancelMyBooking))]
    [InlineData("work.before-commit", nameof(CancelMyBooking))]
    [InlineData("work.after-commit", nameof(CancelMyBooking))]
    public async Task A_crash_while_cancelling_heals_by_the_same_key(string step, string subject)
    {
        var (practice, client, booking, at) = await Booked(days: 3);
        await App.AdvanceTo(at - Duration.FromHours(1));
        App.Crash.Subject = subject;
        App.Crash.StopAt = step;
        using var once = new HttpClient { BaseAddress = App.Base, Timeout = TimeSpan.FromSeconds(60) };
        once.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        (await Cancel(once, booking, key: "cancel")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        App.Crash.StopAt = null;
        await Success<CancellationAnswer>(await Cancel(client, booking, key: "cancel"));
        await App.Drain();
        (await Balance(client)).ShouldBe((16_750, 0));
        await App.ShouldVerify();
    }

    private static async Task<Money> CostOf(HttpClient client, BookingId booking) =>
        (await Read<CancellationAnswer>(client, $"marketplace/bookings/{booking}/cancellation")).Kept;

    private async Task<(Practice, HttpClient, BookingId, Instant)> Booked(int days)
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var at = Ahead(days);
        return (practice, client, await Accepted(practice, client, at), at);
    }

    private async Task<BookingId> Accepted(Practice practice, HttpClient client, Instant at)
    {
        var request = await Ask(client, practice, at);
        var accepted = await Accept(practice, request.Id, at);
        await App.Drain();
        return accepted.BookingId;
    }

    private static async Task<string> SessionOf(Practice practice, BookingId booking)
    {
        var sessions = await Read<JsonElement>(practice.Http, "sessions?view=upcoming&limit=100");
        return sessions
            .GetProperty("items")
            .EnumerateArray()
            .First(x => x.GetProperty("bookingId").GetString() == booking.ToString())
            .GetProperty("id")
            .GetString()!;
    }

    private static Task<HttpResponseMessage> Cancel(
        HttpClient http,
        BookingId booking,
        Money? expected = null,
        string? key = null
    ) => Post(http, $"marketplace/bookings/{booking}/cancel", new CancelBookingBody("illness", expected), key);
}

public sealed class CancellationOnSqlite() : CancellationSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class CancellationOnPostgres() : CancellationSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class CancellationOnSqlServer() : CancellationSuite(Engine.SqlServer);
