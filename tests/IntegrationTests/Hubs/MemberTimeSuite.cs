using System.Net;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>An employer's credits pay for one session of a member at a time (HUB-05).</summary>
public abstract class MemberTimeSuite(Engine engine) : HubStage(engine)
{
    private const int Crowd = 50;

    [EngineFact]
    [Rule("MKT-08", Part = "same client")]
    public async Task A_second_session_at_that_time_is_refused_naming_the_first_until_it_ends()
    {
        var (hub, one, two) = await TwoProviders();
        var member = await Member("jo@acme.example");
        var first = await Book(member, hub, one, App.Slot());
        using (var refused = await TryBook(member.Api, hub, two, App.Slot() + Duration.FromMinutes(30)))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            problem.RootElement.GetProperty("code").GetString().ShouldBe("marketplace.client-booked");
            problem.RootElement.GetProperty("bookingId").GetString().ShouldBe(first.BookingId);
        }

        (await CreditsOf(member)).ShouldBe((4, 1));
        // One right after the other, and somebody else at the same time.
        await Book(member, hub, two, App.Slot(3));
        await Book(member, hub, one, App.Slot(3) + Duration.FromMinutes(50));
        await Book(await Member("ann@acme.example", "Ann Other"), hub, two, App.Slot() - Duration.FromHours(1));
        await App.AdvanceTo(first.StartsAt + Duration.FromMinutes(1));
        await TelehealthApp.Post(one.Api, $"sessions/{first.SessionId}/technical-failure", new { });
        await App.Drain();
        await Book(member, hub, two, first.StartsAt + Duration.FromMinutes(5));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-08", Part = "same client")]
    public async Task Of_fifty_sessions_at_one_time_with_two_providers_one_stands_and_costs_one_credit()
    {
        var (hub, one, two) = await TwoProviders();
        var member = await Member("jo@acme.example");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Crowd)
                .Select(i => Task.Run(() => TryBook(member.Api, hub, i % 2 == 0 ? one : two, App.Slot())))
        );
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        await App.Drain();
        (await CreditsOf(member)).ShouldBe((4, 1));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-08", Part = "aggregate")]
    [Rule("HUB-08", Part = "differences")]
    public async Task Hr_sees_nothing_of_the_month_that_runs_whatever_is_booked_in_it()
    {
        var (hub, hr, provider) = await Live();
        var today = App.Now.InUtc().Date;
        var month = new LocalDate(today.Year, today.Month, 1).PlusMonths(1);
        await App.AdvanceTo(month.AtMidnight().PlusHours(9).InUtc().ToInstant());
        for (var i = 0; i < 5; i++)
        {
            await Book(await Member($"m{i}@acme.example"), hub, provider, App.Slot(2, 9 + (2 * i)));
        }

        (await TelehealthApp.Get(hr, $"hubs/{hub}/usage")).GetArrayLength().ShouldBe(0);
        await App.AdvanceTo(month.PlusMonths(1).AtMidnight().PlusHours(1).InUtc().ToInstant());
        var over = (await TelehealthApp.Get(hr, $"hubs/{hub}/usage")).EnumerateArray().Single();
        over.GetProperty("month").GetString().ShouldBe($"{month:uuuu-MM-dd}");
        over.GetProperty("booked").GetInt64().ShouldBe(5);
    }

    private async Task<(string Hub, ListedProvider One, ListedProvider Two)> TwoProviders()
    {
        var (hub, _, one) = await Live(credits: 5);
        var two = await App.ListedProvider("Dr Þóra Jónsdóttir");
        await Enter(hub, two);
        await OpenTime(two, "acme");
        await App.Drain();
        return (hub, one, two);
    }
}

public sealed class MemberTimeOnSqlite() : MemberTimeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class MemberTimeOnPostgres() : MemberTimeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class MemberTimeOnSqlServer() : MemberTimeSuite(Engine.SqlServer);
