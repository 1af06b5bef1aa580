using System.Net;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>
/// Accepting in three steps: one winner whatever runs at once, and healing whatever stops in between.
/// </summary>
public abstract class AcceptanceSuite(Engine engine) : MarketplaceSuite(engine)
{
    private const int Crowd = 50;

    [EngineFact]
    [Rule("MKT-08", Part = "one-request")]
    public async Task Of_fifty_accepts_of_one_request_exactly_one_wins_and_the_others_are_told_so()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        Instant[] times = [Ahead(3), Ahead(4), Ahead(5)];
        var request = await Ask(client, practice, times);
        var answers = await Together(Crowd, i => Settled(() => TryAccept(practice.Http, request.Id, times[i % 3])));
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        answers.Where(x => !x.IsSuccessStatusCode).ShouldAllBe(x => x.StatusCode == HttpStatusCode.Conflict);
        await App.Drain();
        (await Look(db => Task.FromResult(db.Bookings.Count()))).ShouldBe(1);
        (await Look(db => Task.FromResult(db.SlotClaims.Count()))).ShouldBe(10);
        (await Balance(client)).ShouldBe((13_500, 6_500));
    }

    [EngineFact]
    [Rule("MKT-03", Part = "buffers")]
    [Rule("MKT-08", Part = "one-time")]
    public async Task Of_fifty_clients_requests_for_one_time_of_one_provider_exactly_one_is_booked()
    {
        var practice = await ListedProvider(service: Consultation(buffer: 10));
        var at = Ahead(3);
        var clients = new List<(HttpClient Http, BookingRequestId Request)>();
        for (var i = 0; i < Crowd; i++)
        {
            var http = await NewClient(6_500);
            // Neighbours on the grid collide too: the times differ, the claimed steps overlap.
            clients.Add((http, (await Ask(http, practice, at + Duration.FromMinutes(5 * (i % 2)))).Id));
        }

        var answers = await Together(
            Crowd,
            i => Settled(() => TryAccept(practice.Http, clients[i].Request, at + Duration.FromMinutes(5 * (i % 2))))
        );
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        foreach (var refused in answers.Where(x => !x.IsSuccessStatusCode))
        {
            (await Refusal(refused, HttpStatusCode.Conflict)).ShouldBe("marketplace.slot-taken");
        }

        await App.Drain();
        (await Look(db => Task.FromResult(db.Bookings.Count()))).ShouldBe(1);
        (await Look(db => Task.FromResult(db.SlotClaims.Count()))).ShouldBe(12);
        var open = await Look(db => Task.FromResult(db.Requests.Count(x => x.State == BookingRequestState.Open)));
        open.ShouldBe(Crowd - 1);
        foreach (var (http, _) in clients)
        {
            (await Balance(http)).ShouldBe((0, 6_500));
        }
    }

    [EngineFact]
    [Rule("MKT-11", Part = "proposed times only")]
    public async Task A_time_nobody_proposed_is_not_accepted_and_the_request_stays_open()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        Instant[] times = [Ahead(3), Ahead(4)];
        var request = await Ask(client, practice, times);
        foreach (var other in new[] { Ahead(5), Ahead(3) + Duration.FromMinutes(5), Ahead(3, 13) })
        {
            var refused = await TryAccept(practice.Http, request.Id, other);
            (await Refusal(refused, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.time-not-proposed");
        }

        await App.Drain();
        (await Look(db => Task.FromResult(db.SlotClaims.Count()))).ShouldBe(0);
        (await Balance(client)).ShouldBe((13_500, 6_500));
        (await Accept(practice, request.Id, times[1])).StartsAt.ShouldBe(times[1]);
    }

    [EngineFact]
    [Rule("MKT-11", Part = "possible-times")]
    public async Task A_time_no_longer_free_answers_with_those_still_possible()
    {
        var practice = await ListedProvider();
        Instant[] times = [Ahead(3), Ahead(4), Ahead(5)];
        var first = await Ask(await NewClient(), practice, times[0]);
        var second = await Ask(await NewClient(), practice, times);
        await Accept(practice, first.Id, times[0]);
        var refused = await TryAccept(practice.Http, second.Id, times[0]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("code").GetString().ShouldBe("marketplace.slot-taken");
        problem
            .RootElement.GetProperty("stillPossible")
            .EnumerateArray()
            .Select(x => x.GetDateTimeOffset())
            .ShouldBe([times[1].ToDateTimeOffset(), times[2].ToDateTimeOffset()]);
        (await Accept(practice, second.Id, times[2])).StartsAt.ShouldBe(times[2]);
        var taken = await TryAsk(await NewClient(), practice, times[0]);
        (await Refusal(taken, HttpStatusCode.Conflict)).ShouldBe("marketplace.slot-taken");
        var never = await TryAccept(practice.Http, second.Id, Ahead(8));
        never.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [EngineTheory]
    [InlineData("work.begun", 0)]
    [InlineData("work.before-commit", 0)]
    [InlineData("work.after-commit", 0)]
    [InlineData("work.step", 0)]
    [InlineData("work.begun", 1)]
    [InlineData("work.before-commit", 1)]
    [InlineData("work.after-commit", 1)]
    public async Task A_crash_between_two_steps_of_accepting_heals_by_the_same_key_or_by_the_job(string step, int after)
    {
        foreach (var byJob in new[] { false, true })
        {
            var practice = await ListedProvider();
            var client = await NewClient();
            var at = Ahead(3);
            var request = await Ask(client, practice, at);
            App.Crash.Subject = nameof(AcceptRequest);
            App.Crash.After = after;
            App.Crash.StopAt = step;
            using var once = Impatient(practice.Http);
            var stopped = await TryAccept(once, request.Id, at, "accept");
            stopped.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            if (byJob)
            {
                await App.Drain();
            }

            var healed = await Success<RequestAcceptedAnswer>(await TryAccept(practice.Http, request.Id, at, "accept"));
            healed.StartsAt.ShouldBe(at);
            await App.Drain();
            var provider = practice.Id;
            (await Look(db => Task.FromResult(db.Bookings.Count(x => x.ProviderId == provider)))).ShouldBe(1);
            (await Balance(client)).ShouldBe((13_500, 6_500));
        }
    }

    [EngineFact]
    public async Task An_attempt_in_flight_is_neither_declined_nor_expired_nor_withdrawn()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var at = Ahead(3);
        var request = await Ask(client, practice, at);
        App.Crash.Subject = nameof(AcceptRequest);
        App.Crash.StopAt = "work.step";
        using var once = Impatient(practice.Http);
        await TryAccept(once, request.Id, at);
        var path = $"marketplace/booking-requests/{request.Id}";
        var declined = await Post(practice.Http, $"{path}/decline", new DeclineRequestBody("other"));
        declined.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Post(client, $"{path}/withdraw")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await App.Clock.MoveTo(request.Deadline, CancellationToken.None);
        (await App.Send(new ExpireRequest(request.Id))).Error.ShouldNotBeNull();
        var second = await TryAccept(practice.Http, request.Id, at);
        (await Refusal(second, HttpStatusCode.Conflict)).ShouldBe("marketplace.request-being-accepted");
        await App.Drain();
        (await Read<BookingRequestAnswer>(client, path)).ForClient!.State.ShouldBe(BookingRequestState.Accepted);
    }

    [EngineFact]
    public async Task Fifty_repeats_of_one_accepts_key_book_once_and_answer_the_same()
    {
        var practice = await ListedProvider();
        var at = Ahead(3);
        var request = await Ask(await NewClient(), practice, at);
        var answers = await Together(Crowd, _ => Settled(() => TryAccept(practice.Http, request.Id, at, "same")));
        var bodies = await Task.WhenAll(answers.Select(Success<RequestAcceptedAnswer>));
        bodies.Distinct().Count().ShouldBe(1);
    }

    // The usual client repeats a 5xx by itself; here the repetition is the test's.
    private HttpClient Impatient(HttpClient usual)
    {
        var client = new HttpClient { BaseAddress = App.Base, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = usual.DefaultRequestHeaders.Authorization;
        return client;
    }

    // 503 is no answer: the caller tries again, as its Retry-After says.
    private static async Task<HttpResponseMessage> Settled(Func<Task<HttpResponseMessage>> send)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await send();
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 5)
            {
                return answer;
            }
        }
    }
}

public sealed class AcceptanceOnSqlite() : AcceptanceSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AcceptanceOnPostgres() : AcceptanceSuite(Engine.Postgres);
