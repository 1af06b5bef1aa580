using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Booking without asking (MKT-10), on the marketplace and through other channels (MKT-07).</summary>
public abstract class AtOnceSuite(Engine engine) : ChannelSuite(engine)
{
    private const int Crowd = 50;

    [EngineFact]
    [Rule("MKT-10", Part = "own")]
    [Rule("MKT-10", Part = "both told")]
    [Rule("WAL-03", Part = "held")]
    public async Task A_free_time_of_an_instant_service_is_booked_at_once_and_both_hear_of_it()
    {
        var practice = await Instantly();
        var client = await NewClient();
        var booked = await Success<BookedAtOnce>(await TryBook(client, practice, Ahead(3)));
        booked.StartsAt.ShouldBe(Ahead(3));
        await App.Drain();
        (await Balance(client)).ShouldBe((13_500, 6_500));
        var booking = await Read<BookingAnswer>(client, $"marketplace/bookings/{booked.BookingId}");
        booking.Number.ShouldBe(booked.Number);
        booking.ServiceId.ShouldBe(practice.Service);
        var mine = await Read<Page<BookingAnswer>>(practice.Http, "marketplace/providers/me/bookings");
        mine.Items.Select(x => x.Id).ShouldBe([booked.BookingId]);
        foreach (var http in new[] { client, practice.Http })
        {
            var told = await Read<JsonElement>(http, "notifications");
            told.GetRawText().ShouldContain("session-confirmed");
        }

        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task What_cannot_be_booked_at_once_is_refused_and_costs_nothing()
    {
        var practice = await Instantly(AllWeek("09:00", "17:00"));
        var asking = await ListedProvider();
        var client = await NewClient();
        var closed = await TryBook(client, practice, Ahead(3, 20));
        (await Refusal(closed, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.outside-calendar");
        var over = await TryBook(client, practice, Ahead(3, 17) - Duration.FromMinutes(30));
        (await Refusal(over, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.outside-calendar");
        var soon = await TryBook(client, practice, Ahead(-1));
        (await Refusal(soon, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.too-soon");
        var far = await TryBook(client, practice, Ahead(80));
        (await Refusal(far, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.beyond-horizon");
        var onRequest = await TryBook(client, asking, Ahead(3));
        (await Refusal(onRequest, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.on-request-only");
        var poor = await TryBook(await NewClient(0), practice, Ahead(3));
        (await Refusal(poor, HttpStatusCode.UnprocessableEntity)).ShouldBe("wallet.insufficient-funds");
        var own = new InstantBookingBody(practice.Id, asking.Service, "video", Ahead(3));
        (await Post(client, "marketplace/bookings", own)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Withdraw(practice.Id);
        var uncleared = await TryBook(client, practice, Ahead(3));
        (await Refusal(uncleared, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.provider-not-bookable");
        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-07", Part = "modes")]
    public async Task Time_opened_for_one_mode_is_not_booked_in_another()
    {
        var both = Consultation() with
        {
            Instant = true,
            Prices = [new("video", Money.Gbp(6_500)), new("phone", Money.Gbp(6_000))],
        };
        var practice = await ListedProvider(service: both, profile: x => x with { Modes = ["video", "phone"] });
        var client = await NewClient();
        var byPhone = new InstantBookingBody(practice.Id, practice.Service, "phone", Ahead(3));
        var closed = await Post(client, "marketplace/bookings", byPhone);
        (await Refusal(closed, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.outside-calendar");
        (await Balance(client)).ShouldBe((20_000, 0));
        await Success<BookedAtOnce>(await TryBook(client, practice, Ahead(3)));
        var rules = AllWeek().Rules.Select(x => x with { Modes = ["video", "phone"] });
        await SetHours(practice.Http, new WeeklyHoursBody([.. rules]));
        await Success<BookedAtOnce>(await Post(client, "marketplace/bookings", byPhone with { StartsAt = Ahead(4) }));
    }

    [EngineFact]
    [Rule("MKT-08", Part = "all channels")]
    public async Task Of_fifty_bookings_of_one_time_over_three_channels_exactly_one_stands()
    {
        var practice = await Instantly();
        await OpenHub(practice);
        var clients = new List<HttpClient>();
        var members = new List<PersonId>();
        for (var i = 0; i < Crowd; i++)
        {
            var person = await App.SignUpClient();
            members.Add(person.Id);
            clients.Add(await App.Client(person));
            await Post(clients[i], "wallet/top-ups", new { Amount = Money.Gbp(6_500), PaymentMethod = "pm_card_visa" });
        }

        var at = Ahead(3);
        var booked = await Together(
            Crowd,
            async i =>
                i % 3 == 0
                    ? (await TryBook(clients[i], practice, at)).IsSuccessStatusCode
                    : (await App.Send(Through(i % 3 == 1 ? Hub : "quick-connect", members[i], practice, at))).IsSuccess
        );
        booked.Count(x => x).ShouldBe(1);
        await App.Drain();
        (await Look(db => Task.FromResult(db.Bookings.Count()))).ShouldBe(1);
        (await Look(db => Task.FromResult(db.Requests.Count(x => x.State == BookingRequestState.Accepting)))).ShouldBe(
            0
        );
        for (var i = 0; i < Crowd; i++)
        {
            (await Balance(clients[i])).ShouldBe(booked[i] ? (0, 6_500) : (6_500, 0));
        }

        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_lost_time_names_the_next_free_ones()
    {
        var practice = await Instantly();
        var at = Ahead(3);
        await Success<BookedAtOnce>(await TryBook(await NewClient(), practice, at));
        var lost = await TryBook(await NewClient(), practice, at);
        lost.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var problem = JsonDocument.Parse(await lost.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("code").GetString().ShouldBe("marketplace.slot-taken");
        problem.RootElement.GetProperty("alternatives").GetArrayLength().ShouldBe(5);
    }

    [EngineTheory]
    [InlineData("work.begun", 0)]
    [InlineData("work.before-commit", 0)]
    [InlineData("work.after-commit", 0)]
    [InlineData("work.step", 0)]
    [InlineData("work.begun", 1)]
    [InlineData("work.before-commit", 1)]
    [InlineData("work.after-commit", 1)]
    public async Task A_crash_between_two_steps_of_booking_at_once_heals_by_the_same_key_or_by_the_job(
        string step,
        int after
    )
    {
        foreach (var byJob in new[] { false, true })
        {
            var practice = await Instantly();
            var client = await NewClient();
            App.Crash.Subject = nameof(BookAtOnce);
            App.Crash.After = after;
            App.Crash.StopAt = step;
            using var once = new HttpClient { BaseAddress = App.Base, Timeout = TimeSpan.FromSeconds(60) };
            once.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
            var stopped = await TryBook(once, practice, Ahead(3), "book");
            stopped.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            App.Crash.StopAt = null;
            if (byJob)
            {
                await App.Drain();
            }

            // Before the first step nothing is kept, so the drain has given the cover up and only a new try books.
            var answer = await TryBook(client, practice, Ahead(3), "book");
            if (!answer.IsSuccessStatusCode)
            {
                (byJob && after == 0 && step is ("work.begun" or "work.before-commit")).ShouldBeTrue(step);
                await Success<BookedAtOnce>(await TryBook(client, practice, Ahead(3)));
            }

            await App.Drain();
            var provider = practice.Id;
            (await Look(db => Task.FromResult(db.Bookings.Count(x => x.ProviderId == provider)))).ShouldBe(1);
            (await Balance(client)).ShouldBe((13_500, 6_500));
        }

        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task Fifty_repeats_of_one_key_book_once_and_answer_the_same()
    {
        var practice = await Instantly();
        var client = await NewClient();
        var answers = await Together(Crowd, _ => TryBook(client, practice, Ahead(3), "same"));
        var settled = answers.Where(x => x.StatusCode != HttpStatusCode.ServiceUnavailable).ToList();
        var bodies = await Task.WhenAll(settled.Select(Success<BookedAtOnce>));
        bodies.Distinct().Count().ShouldBe(1);
        await App.Drain();
        (await Balance(client)).ShouldBe((13_500, 6_500));
    }

    [EngineFact]
    public async Task A_key_whose_answer_is_no_longer_kept_still_names_its_one_booking()
    {
        var practice = await Instantly();
        var client = await NewClient();
        var first = await Success<BookedAtOnce>(await TryBook(client, practice, Ahead(3), "kept"));
        await App.Drain();
        await Forget();
        (await Success<BookedAtOnce>(await TryBook(client, practice, Ahead(3), "kept"))).ShouldBe(first);
        await Forget();
        using var other = await TryBook(client, practice, Ahead(4), "kept");
        (await Refusal(other, HttpStatusCode.Conflict)).ShouldBe("marketplace.request-id-reused");
        await App.Drain();
        (await Look(db => Task.FromResult(db.Bookings.Count()))).ShouldBe(1);
        (await Balance(client)).ShouldBe((13_500, 6_500));
        await App.ShouldVerify();

        async Task Forget()
        {
            App.Services.GetRequiredService<MessagingOptions>().KeepIdempotency = TimeSpan.Zero;
            (await App.Services.GetRequiredService<Retention>().Run(CancellationToken.None)).ShouldBePositive();
        }
    }
}

public sealed class AtOnceOnSqlite() : AtOnceSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AtOnceOnPostgres() : AtOnceSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class AtOnceOnSqlServer() : AtOnceSuite(Engine.SqlServer);
