using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>
/// Accepting claims the first block and its buffer; nobody else can have them while the client decides.
/// </summary>
public abstract class PoolTimeSuite(Engine engine) : PoolSuite(engine)
{
    private const int Steps = (30 + 5) / 5;

    [EngineFact]
    [Rule("QCP-03", Part = "claims-the-time")]
    public async Task While_the_client_decides_nobody_else_can_book_the_time_and_afterwards_somebody_can()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient(name: "Żaneta Ślęzak");
        var rival = await App.FundedClient(name: "Nguyễn Thị Ánh");
        var request = await Place(client);
        await TelehealthApp.Read(await Accept(provider, request));
        (await Claims(provider)).ShouldBe(Steps);
        var time = InFifteenMinutes();
        (await BookAtOnce(rival, provider, time)).Error!.Code.ShouldBe("marketplace.slot-taken");
        await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/offer/decline", new { Number = 1 }));
        await App.Drain();
        (await Claims(provider)).ShouldBe(0);
        (await BookAtOnce(rival, provider, time)).IsSuccess.ShouldBeTrue();
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-03", Part = "claims-the-time")]
    public async Task Silence_and_a_cancelled_wish_free_the_time_too()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient();
        await TelehealthApp.Read(await Accept(provider, await Place(client)));
        await App.Advance(Duration.FromSeconds(61));
        await App.Drain();
        (await Claims(provider)).ShouldBe(0);
        var other = await App.FundedClient();
        var request = await Place(other);
        await TelehealthApp.Read(await Accept(provider, request));
        (await Claims(provider)).ShouldBe(Steps);
        await TelehealthApp.Read(await SendPost(other, $"{Requests}/{request}/cancel"));
        await App.Drain();
        (await Claims(provider)).ShouldBe(0);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("QCP-03", Part = "not-without-time")]
    public async Task A_provider_without_that_much_free_time_is_not_offered_the_request()
    {
        var provider = await OnlineProvider();
        (await BookAtOnce(await App.FundedClient(), provider, InFifteenMinutes())).IsSuccess.ShouldBeTrue();
        var request = await Place(await App.FundedClient());
        (await Waiting(provider)).ShouldBeEmpty();
        await ShouldBe(await Accept(provider, request), HttpStatusCode.Conflict, "quickconnect.not-free");
    }

    [EngineFact]
    [Rule("QCP-03", Part = "claims-the-time")]
    public async Task Of_an_accept_and_ten_bookings_of_the_same_time_one_wins_and_a_yes_never_fails()
    {
        for (var round = 0; round < 5; round++)
        {
            var provider = await OnlineProvider();
            var client = await App.FundedClient();
            var rivals = new List<Player>();
            for (var i = 0; i < 10; i++)
            {
                rivals.Add(await App.FundedClient());
            }

            var request = await Place(client);
            var time = InFifteenMinutes();
            var bookings = rivals.ConvertAll(x => Task.Run(() => BookAtOnce(x, provider, time)));
            var accepted = await Accept(provider, request);
            var booked = await Task.WhenAll(bookings);
            var won = booked.Count(x => x.IsSuccess) + (accepted.IsSuccessStatusCode ? 1 : 0);
            won.ShouldBe(1, $"round {round}: {await accepted.Content.ReadAsStringAsync()}");
            if (accepted.IsSuccessStatusCode)
            {
                // Rivals who come now lose as well, while the yes goes through.
                var late = Task.Run(() => BookAtOnce(rivals[0], provider, time));
                await TelehealthApp.Read(await AcceptOffer(client, request));
                (await late).Error!.Code.ShouldBe("marketplace.slot-taken");
                (await State(client)).ShouldBe("joined");
            }
            else
            {
                await ShouldBe(accepted, HttpStatusCode.Conflict, "quickconnect.not-free");
                (await State(client)).ShouldBe("waiting");
                await TelehealthApp.Read(await SendPost(client, $"{Requests}/{request}/cancel"));
            }

            await App.ShouldVerify();
        }
    }

    [EngineTheory]
    [InlineData("AcceptPoolRequest", "work.begun", 0)]
    [InlineData("AcceptPoolRequest", "work.step", 0)]
    [InlineData("AcceptPoolRequest", "work.begun", 1)]
    [InlineData("AcceptPoolRequest", "work.before-commit", 1)]
    [InlineData("AcceptPoolRequest", "work.after-commit", 0)]
    [InlineData("HoldTime", "work.begun", 0)]
    [InlineData("HoldTime", "work.before-commit", 0)]
    [InlineData("HoldTime", "work.after-commit", 0)]
    public async Task A_crash_while_accepting_heals_by_the_same_key_or_by_the_job(
        string subject,
        string step,
        int after
    )
    {
        foreach (var byJob in new[] { true, false })
        {
            var provider = await OnlineProvider();
            var client = await App.FundedClient();
            var path = $"{Requests}/{await Place(client)}/accept";
            App.Crash.Subject = subject;
            App.Crash.After = after;
            App.Crash.StopAt = step;
            var key = TelehealthApp.NewKey();
            await TelehealthApp.Send(provider.Api, HttpMethod.Post, path, null, key);
            App.Crash.StopAt = null;
            App.Crash.After = 0;
            if (byJob)
            {
                await App.Drain();
            }

            if (!byJob || (await State(client)) == "waiting")
            {
                await TelehealthApp.Read(await TelehealthApp.Send(provider.Api, HttpMethod.Post, path, null, key));
            }

            (await State(client)).ShouldBe("offered");
            (await Claims(provider)).ShouldBe(Steps);
            await TelehealthApp.Read(await AcceptOffer(client, path.Split('/')[2]));
            await App.Drain();
            (await State(client)).ShouldBe("joined");
            (await Claims(provider)).ShouldBe(Steps);
            await App.ShouldVerify();
        }
    }

    [EngineFact]
    public async Task While_the_database_is_too_busy_to_set_the_time_aside_nothing_is_offered_and_the_same_key_goes_on()
    {
        var provider = await OnlineProvider();
        var client = await App.FundedClient();
        var path = $"{Requests}/{await Place(client)}/accept";
        App.Crash.Subject = nameof(HoldTime);
        App.Crash.Said = new DatabaseBusyException();
        App.Crash.StopAt = "work.begun";
        var key = TelehealthApp.NewKey();
        using var busy = await TelehealthApp.Send(provider.Api, HttpMethod.Post, path, null, key);
        await ShouldBe(busy, HttpStatusCode.ServiceUnavailable, "quickconnect.still-accepting");
        (await State(client)).ShouldNotBe("offered");
        (await Claims(provider)).ShouldBe(0);
        await TelehealthApp.Read(await TelehealthApp.Send(provider.Api, HttpMethod.Post, path, null, key));
        (await State(client)).ShouldBe("offered");
        (await Claims(provider)).ShouldBe(Steps);
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_hold_nobody_lets_go_lapses_by_itself()
    {
        var provider = await App.ListedProvider();
        var hold = new TimeHoldId(Ids.New());
        var until = App.Now + Duration.FromMinutes(6);
        var held = new HoldTime(hold, new(provider.Person.Id.Value), Shape(), InFifteenMinutes(), until);
        (await App.Send(held)).IsSuccess.ShouldBeTrue();
        (await App.Send(held)).IsSuccess.ShouldBeTrue();
        (await App.Send(held with { Id = new TimeHoldId(Ids.New()) })).Error!.Code.ShouldBe("marketplace.slot-taken");
        (await Claims(provider)).ShouldBe(6);
        await App.Advance(Duration.FromMinutes(7));
        (await Claims(provider)).ShouldBe(0);
    }

    private Instant InFifteenMinutes()
    {
        var soon = App.Now.Plus(Duration.FromMinutes(15)).ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(soon / 300 * 300);
    }

    private static SessionShape Shape() => new("Session", "video", 30, 0, Money.Gbp(4_500));

    private Task<Result<BookedAtOnce>> BookAtOnce(Player client, Player provider, Instant time) =>
        App.Send(
            new BookAtOnce(
                new BookingRequestId(Ids.New()),
                client.Person.Id,
                new ProviderId(provider.Person.Id.Value),
                "quick-connect",
                Shape(),
                time,
                CoverFunding.OwnWallet,
                OpensTime: true
            ),
            key: TelehealthApp.NewKey()
        );

    private async Task<int> Claims(Player provider)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        var id = new ProviderId(provider.Person.Id.Value);
        return await db.SlotClaims.CountAsync(x => x.ProviderId == id);
    }
}

public sealed class PoolTimeOnSqlite() : PoolTimeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PoolTimeOnPostgres() : PoolTimeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class PoolTimeOnSqlServer() : PoolTimeSuite(Engine.SqlServer);
