using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Money set aside: never more than there is, once per cover, and back when its time is over.</summary>
public abstract class CoverSuite(Engine engine) : WalletSuite(engine)
{
    private const int Minutes = 2_895;

    [EngineFact]
    [Rule("WAL-03", Part = "floor")]
    public async Task Of_fifty_covers_at_once_a_wallet_that_covers_one_covers_one()
    {
        var (person, http) = await NewClient(6_000);
        var answers = await Together(50, _ => Reserve(person, 6_000));
        answers.Count(x => x.IsSuccess).ShouldBe(1);
        answers.Where(x => !x.IsSuccess).ShouldAllBe(x => x.Error!.Code == "wallet.insufficient-funds");
        (await Balance(http)).ShouldBe((0, 6_000, 6_000));
    }

    [EngineFact]
    [Rule("WAL-05", Part = "booking")]
    public async Task Fifty_repeats_of_one_cover_hold_once_and_answer_the_same()
    {
        var (person, http) = await NewClient(20_000);
        var id = new CoverId(Ids.New());
        var keyed = await Together(25, _ => Reserve(person, 6_000, id, "one"));
        var keyless = await Together(25, _ => Reserve(person, 6_000, id));
        var answers = keyed.Concat(keyless).ToList();
        answers.ShouldAllBe(x => x.IsSuccess);
        answers.Select(x => x.Value).Distinct().Count().ShouldBe(1);
        (await Balance(http)).ShouldBe((14_000, 6_000, 20_000));
    }

    [EngineFact]
    public async Task An_empty_wallet_covers_nothing_and_the_refusal_is_repeated_after_a_top_up()
    {
        var (person, http) = await NewClient();
        var id = new CoverId(Ids.New());
        (await Reserve(person, 6_000, id, "early")).Error!.Code.ShouldBe("wallet.insufficient-funds");
        await TopUp(http, 6_000);
        var again = await Reserve(person, 6_000, id, "early");
        again.Error!.Code.ShouldBe("wallet.insufficient-funds");
        again.Replayed.ShouldBeTrue();
        (await Balance(http)).Held.ShouldBe(0);
    }

    [EngineFact]
    public async Task Currencies_do_not_stand_in_for_each_other()
    {
        var (person, _) = await NewClient(6_000);
        var command = new ReserveCover(new(Ids.New()), person.Id, new Money(1, Currency.Eur), Minutes);
        (await App.Send(command)).Error!.Code.ShouldBe("wallet.insufficient-funds");
    }

    [EngineFact]
    public async Task A_reservation_expires_on_the_business_clock_and_cannot_be_confirmed_then()
    {
        var (person, http) = await NewClient(6_000);
        var cover = (await Reserve(person, 6_000)).Value;
        await RunDue(cover.ExpiresAt - Duration.FromSeconds(1));
        (await Balance(http)).Held.ShouldBe(6_000);
        await App.Clock.MoveTo(cover.ExpiresAt, CancellationToken.None);
        (await Confirm(cover.CoverId, 1)).Error!.Code.ShouldBe("wallet.cover-ended");
        (await NextDue()).ShouldBe(cover.ExpiresAt);
        await RunDue(cover.ExpiresAt);
        (await NextDue()).ShouldBeNull();
        (await Balance(http)).ShouldBe((6_000, 0, 6_000));
        (await Reserve(person, 6_000, cover.CoverId)).Error!.Code.ShouldBe("wallet.cover-ended");
    }

    [EngineFact]
    [Rule("WAL-03", Part = "no-cover")]
    public async Task Attempts_fence_each_other_off()
    {
        var (person, http) = await NewClient(6_000);
        var id = (await Reserve(person, 6_000)).Value.CoverId;
        (await Confirm(id, 2)).Value.Attempt.ShouldBe(2);
        (await Confirm(id, 1)).Error!.Code.ShouldBe("wallet.attempt-superseded");
        (await Confirm(id, 2)).Value.Attempt.ShouldBe(2);
        (await Confirm(id, 3)).Value.Attempt.ShouldBe(3);
        (await Balance(http)).ShouldBe((0, 6_000, 6_000));
        (await Confirm(new(Ids.New()), 1)).Error!.Code.ShouldBe("wallet.cover-not-found");
    }

    [EngineFact]
    public async Task Of_fifty_attempts_at_once_the_highest_stands()
    {
        var (person, http) = await NewClient(6_000);
        var id = (await Reserve(person, 6_000)).Value.CoverId;
        var answers = await Together(20, i => Persist(() => Confirm(id, i + 1)));
        answers[19].IsSuccess.ShouldBeTrue();
        answers.Where(x => !x.IsSuccess).ShouldAllBe(x => x.Error!.Code == "wallet.attempt-superseded");
        (await Read(db => db.Covers.SingleAsync())).Attempt.ShouldBe(20);
        (await Balance(http)).Held.ShouldBe(6_000);
    }

    [EngineFact]
    public async Task Confirming_less_than_reserved_lets_the_rest_go()
    {
        var (person, http) = await NewClient(6_000);
        var id = (await Reserve(person, 6_000)).Value.CoverId;
        (await App.Send(new ConfirmCover(id, 1, Money.Gbp(4_500)))).IsSuccess.ShouldBeTrue();
        (await Balance(http)).ShouldBe((1_500, 4_500, 6_000));
    }

    [EngineFact]
    public async Task Only_the_platform_itself_reserves()
    {
        var (person, _) = await NewClient(6_000);
        var command = new ReserveCover(new(Ids.New()), person.Id, Money.Gbp(1), Minutes);
        var answer = await App.Send(command, Actor.OfPerson(person.Id, Roles.Client));
        answer.Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    private Task<Result<ReservedCover>> Reserve(
        TestPerson person,
        long pence,
        CoverId? id = null,
        string? key = null
    ) => App.Send(new ReserveCover(id ?? new(Ids.New()), person.Id, Money.Gbp(pence), Minutes), null, key);

    private Task<Result<ConfirmedCover>> Confirm(CoverId id, int attempt) =>
        App.Send(new ConfirmCover(id, attempt, Money.Gbp(6_000)));

    private static async Task<Result<T>> Persist<T>(Func<Task<Result<T>>> send)
    {
        while (true)
        {
            var answer = await send();
            if (answer.Error is not { Code: "busy" or "conflict" })
            {
                return answer;
            }
        }
    }

    private async Task RunDue(Instant now)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await Expiry(scope).RunDue(now, CancellationToken.None);
    }

    private async Task<Instant?> NextDue()
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await Expiry(scope).NextDue(CancellationToken.None);
    }

    private static IDueWork Expiry(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetServices<IDueWork>().Single(x => x.Name == "wallet.expire-covers");
}

public sealed class SqliteCoverTests() : CoverSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresCoverTests() : CoverSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerCoverTests() : CoverSuite(Engine.SqlServer);
