using System.Net;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>
/// Accepting what many were asked: one winner, nothing held beyond its price, healing whatever stops in between.
/// </summary>
public abstract class BroadcastRaceSuite(Engine engine) : BroadcastStage(engine)
{
    [EngineFact]
    [Rule("MKT-11", Part = "ceiling")]
    [Rule("MKT-11", Part = "first-accepts")]
    public async Task Of_ten_providers_who_accept_at_once_one_wins_and_no_more_than_its_price_stays_held()
    {
        var all = await Crowd(5_000, step: 100);
        var client = await NewClient();
        var at = Ahead(3);
        var request = await Broadcast(client, 6_000, at, Ahead(4));
        var answers = await Together(all.Count, i => Settled(() => TryAccept(all[i].Http, request.Id, at)));
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        answers.Where(x => !x.IsSuccessStatusCode).ShouldAllBe(x => x.StatusCode == HttpStatusCode.Conflict);
        await App.Drain();
        var price = 5_000 + (100 * Array.FindIndex(answers, x => x.IsSuccessStatusCode));
        (await Balance(client)).ShouldBe((20_000 - price, price));
        (await Look(db => Task.FromResult(db.Bookings.Count()))).ShouldBe(1);
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task An_attempt_that_fails_opens_the_request_again_for_all_with_the_whole_limit()
    {
        var cheap = await PricedProvider(5_000);
        var dear = await PricedProvider(7_000);
        var client = await NewClient();
        var at = Ahead(3);
        var request = await Broadcast(client, 7_000, at);
        var rival = await Ask(await NewClient(), cheap, at);
        App.Crash.Subject = nameof(AcceptRequest);
        App.Crash.StopAt = "work.step";
        using var once = Impatient(cheap.Http);
        await TryAccept(once, request.Id, at);
        var busy = await TryAccept(dear.Http, request.Id, at);
        (await Refusal(busy, HttpStatusCode.Conflict)).ShouldBe("marketplace.request-being-accepted");
        // Meanwhile the very time is taken by another request of the first one's.
        await Accept(cheap, rival.Id, at);
        await App.Drain();
        var open = await Seen(client, request.Id);
        (open.State, open.ProviderId, open.Price).ShouldBe(
            (BookingRequestState.Open, (ProviderId?)null, Money.Gbp(7_000))
        );
        (await Balance(client)).ShouldBe((13_000, 7_000));
        (await Inbox(cheap)).Single().Id.ShouldBe(request.Id);
        await Accept(dear, request.Id, at);
        await App.Drain();
        (await Balance(client)).ShouldBe((13_000, 7_000));
        await App.ShouldVerify();
    }

    [EngineTheory]
    [InlineData("work.begun", 0)]
    [InlineData("work.before-commit", 0)]
    [InlineData("work.step", 0)]
    [InlineData("work.begun", 1)]
    [InlineData("work.before-commit", 1)]
    [InlineData("work.after-commit", 1)]
    public async Task A_crash_between_two_steps_heals_by_the_same_key_or_by_the_job(string step, int after)
    {
        var practice = await PricedProvider(5_000);
        var at = Ahead(3);
        foreach (var byJob in new[] { false, true })
        {
            var client = await NewClient();
            at += NodaTime.Duration.FromHours(2);
            var request = await Broadcast(client, 7_000, at);
            App.Crash.Subject = nameof(AcceptRequest);
            App.Crash.After = after;
            App.Crash.StopAt = step;
            using var once = Impatient(practice.Http);
            var stopped = await TryAccept(once, request.Id, at, $"accept-{byJob}");
            stopped.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            if (byJob)
            {
                await App.Drain();
            }

            var again = await TryAccept(practice.Http, request.Id, at, $"accept-{byJob}");
            (await Success<RequestAcceptedAnswer>(again)).StartsAt.ShouldBe(at);
            await App.Drain();
            (await Balance(client)).ShouldBe((15_000, 5_000));
        }

        await App.ShouldVerify();
    }
}

public sealed class BroadcastRacesOnSqlite() : BroadcastRaceSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class BroadcastRacesOnPostgres() : BroadcastRaceSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class BroadcastRacesOnSqlServer() : BroadcastRaceSuite(Engine.SqlServer);
