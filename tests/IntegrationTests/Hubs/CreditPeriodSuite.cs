using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>Credits expire with their period, reserved ones too (HUB-04).</summary>
public abstract class CreditPeriodSuite(Engine engine) : HubStage(engine)
{
    [EngineFact]
    [Rule("HUB-04", Part = "carry-over")]
    [Rule("HUB-04", Part = "expiry")]
    public async Task What_is_let_go_after_its_period_goes_over_up_to_the_cap_and_else_expires()
    {
        var (hub, hr, provider) = await Live(credits: 3, cap: 1);
        var member = await Member("jo@acme.example");
        var end = await EndOfPeriod(hr, hub, 0);
        var last = LastSlots(end);
        var booked = new List<Booked>();
        foreach (var at in last)
        {
            booked.Add(await Book(member, hub, provider, at));
        }

        (await CreditsOf(member)).ShouldBe((0, 3));
        await App.AdvanceTo(end + Duration.FromHours(1));
        (await CreditsOf(member)).ShouldBe((3, 3));
        // One goes over, as it would have had nobody booked with it; the others' period is over.
        foreach (var (session, after) in booked.Zip([(4, 2), (4, 1), (4, 0)]))
        {
            await Fail(provider, session);
            (await CreditsOf(member)).ShouldBe(after);
        }

        await App.AdvanceTo(await EndOfPeriod(hr, hub, 1) + Duration.FromHours(1));
        (await CreditsOf(member)).ShouldBe((4, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-04", Part = "periods")]
    [Rule("HUB-04", Part = "carry-over")]
    public async Task A_session_of_the_next_period_is_paid_by_it_and_counts_as_gone_over()
    {
        var (hub, hr, provider) = await Live(credits: 3, cap: 1);
        var member = await Member("jo@acme.example");
        var end = await EndOfPeriod(hr, hub, 0);
        var next = end.InUtc().Date.PlusDays(3).AtMidnight().InUtc().ToInstant();
        var first = await Book(member, hub, provider, next + Duration.FromHours(10));
        using var refused = await TryBook(member.Api, hub, provider, next + Duration.FromHours(12));
        ((int)refused.StatusCode).ShouldBe(422);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("code").GetString().ShouldBe("hubs.credits-come-later");
        problem.RootElement.GetProperty("from").GetString().ShouldBe(InstantPattern.ExtendedIso.Format(end));
        await App.Drain();
        (await CreditsOf(member)).ShouldBe((2, 1));

        await App.AdvanceTo(end + Duration.FromMinutes(1));
        // The cap is full with the one that is booked: the two unused ones expired.
        (await CreditsOf(member)).ShouldBe((3, 1));
        await Book(member, hub, provider, next + Duration.FromHours(12));
        await Cancel(member, first.BookingId);
        (await CreditsOf(member)).ShouldBe((3, 1));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-04", Part = "expiry")]
    public async Task Who_left_and_joined_again_gets_nothing_back_of_the_time_before()
    {
        var (hub, hr, provider) = await Live(credits: 2, cap: 2);
        var member = await Member("jo@acme.example");
        var booked = await Book(member, hub, provider, App.Slot(6));
        var id = (await TelehealthApp.Get(hr, $"hubs/{hub}/members")).GetProperty("items")[0].GetProperty("id");
        (await TelehealthApp.Send(hr, HttpMethod.Delete, $"hubs/{hub}/members/{id}")).EnsureSuccessStatusCode();
        await App.Drain();
        await Join(member, "jo2@acme.example");
        (await CreditsOf(member)).ShouldBe((2, 1));
        await Cancel(member, booked.BookingId);
        (await CreditsOf(member)).ShouldBe((2, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_time_centuries_ahead_is_refused_as_any_time_too_far()
    {
        var (hub, _, provider) = await Live();
        var member = await Member("jo@acme.example");
        using var far = await TryBook(member.Api, hub, provider, Instant.FromUtc(9998, 12, 31, 10, 0));
        (await TelehealthApp.Code(far)).ShouldBe("marketplace.beyond-horizon");
    }

    [EngineTheory]
    [Rule("HUB-04", Part = "carry-over")]
    [Rule("HUB-04", Part = "expiry")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_over_months_credits_stay_within_allotment_and_cap(int seed)
    {
        var (hub, hr, provider) = await Live(credits: 3, cap: 1);
        var player = await Member("jo@acme.example");
        var model = new CreditMember(await JoinedAt(hr, hub), allotment: 3, cap: 1);
        var random = new Random(seed);
        for (var step = 0; step < 30; step++)
        {
            await Do(random, model, player, hub, hr, provider);
            model.Pass(App.Now);
            (await CreditsOf(player)).ShouldBe((model.Available, model.Reserved), $"seed {seed}, step {step}");
        }

        await App.ShouldVerify();
        var usage = (await App.Send(new GetFundUsage(FundingKind.Credit, "hub.acme"))).Value;
        usage.Used.ShouldBe(new Credits(model.Used));
        usage.Granted.ShouldBe(new Credits(model.Allotted - model.Expired));
        model.Allotted.ShouldBe(model.Used + model.Available + model.Expired + model.Reserved);
    }

    private async Task Do(
        Random random,
        CreditMember model,
        Player player,
        string hub,
        HttpClient hr,
        ListedProvider provider
    )
    {
        model.Pass(App.Now);
        switch (random.Next(9))
        {
            case 0 or 1 or 2:
                await BookSome(random, model, player, hub, provider);
                break;
            case 3 when model.Ahead(App.Now).OrderBy(_ => random.Next()).FirstOrDefault() is { } called:
                await Cancel(player, called.BookingId);
                model.End(called, uses: called.StartsAt - App.Now < Duration.FromHours(24));
                break;
            case 4 when model.Over(App.Now).FirstOrDefault() is { } failed:
                await Fail(provider, failed);
                model.End(failed, uses: false);
                break;
            case 5 when model.Ahead(App.Now).OrderBy(x => x.StartsAt).FirstOrDefault() is { } held:
                await App.Hold(player, provider, held);
                model.Pass(App.Now);
                model.End(held, uses: true);
                break;
            case 6:
                await TelehealthApp.Post(hr, $"hubs/{hub}/credits/top-ups", new { Credits = 1 });
                await App.Drain();
                model.Give(1);
                break;
            default:
                await App.Advance(Duration.FromHours(random.Next(24, 13 * 24)));
                break;
        }
    }

    private async Task BookSome(Random random, CreditMember model, Player player, string hub, ListedProvider provider)
    {
        var at = App.Slot(random.Next(2, 45), random.Next(8, 19));
        if (model.IsTaken(at))
        {
            return;
        }

        using var answer = await TryBook(player.Api, hub, provider, at);
        var expected = model.WhyNot(at);
        (answer.IsSuccessStatusCode ? null : await TelehealthApp.Code(answer)).ShouldBe(expected);
        await App.Drain();
        if (expected is null)
        {
            var booking = (await TelehealthApp.Read(answer)).GetProperty("bookingId").GetString()!;
            model.Book(new Booked(booking, await App.SessionOf(provider, booking), at));
        }
    }

    private async Task Fail(ListedProvider provider, Booked session)
    {
        await TelehealthApp.Post(provider.Api, $"sessions/{session.SessionId}/technical-failure", new { });
        await App.Drain();
    }

    private async Task Cancel(Player member, string booking)
    {
        await TelehealthApp.Post(member.Api, $"marketplace/bookings/{booking}/cancel", new { });
        await App.Drain();
    }

    private static async Task<Instant> JoinedAt(HttpClient hr, string hub) =>
        InstantPattern
            .ExtendedIso.Parse(
                (await TelehealthApp.Get(hr, $"hubs/{hub}/members"))
                    .GetProperty("items")[0]
                    .GetProperty("joinedAt")
                    .GetString()!
            )
            .Value;

    private static async Task<Instant> EndOfPeriod(HttpClient hr, string hub, int period) =>
        HubMember.EndOfPeriod(await JoinedAt(hr, hub), 1, period);

    // Three hours the provider is open, all over when the period ends.
    private static Instant[] LastSlots(Instant end)
    {
        var day = end.InUtc().Date.PlusDays(-1).AtMidnight().InUtc().ToInstant();
        return [.. new[] { 9, 11, 13 }.Select(x => day + Duration.FromHours(x))];
    }
}

public sealed class CreditPeriodsOnSqlite() : CreditPeriodSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class CreditPeriodsOnPostgres() : CreditPeriodSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class CreditPeriodsOnSqlServer() : CreditPeriodSuite(Engine.SqlServer);
