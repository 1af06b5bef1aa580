using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Credits and visits of sponsors: given once, held once, never below nothing (HUB-04, HUB-05).</summary>
public abstract class FundSuite(Engine engine) : DeliverySuite(engine)
{
    private const string Fund = "hub.3f2504e0-4f89-11d3-9a0c-0305e82c3301";
    private const string LetGo = "wallet.let-cover-go";
    private static readonly BusinessPlace AtHome = new("GB", null);

    [EngineFact]
    [Rule("HUB-04", Part = "periods")]
    public async Task A_grant_counts_once_however_often_it_is_ordered()
    {
        var member = await App.SignUpClient();
        var order = new GrantCredits(Ids.New(), FundingKind.Credit, Fund, member.Id, new(6));
        var answers = await Together(25, _ => App.Send(order));
        answers.ShouldAllBe(x => x.IsSuccess && x.Value.Available == new Credits(6));
        (await Has(member)).ShouldBe((6, 0));
        foreach (
            var other in new[]
            {
                order with
                {
                    Credits = new(5),
                },
                order with
                {
                    PersonId = new(Ids.New()),
                },
                order with
                {
                    Fund = "hub.other",
                },
                order with
                {
                    Kind = FundingKind.Visit,
                },
            }
        )
        {
            (await App.Send(other)).Error!.Code.ShouldBe("wallet.credit-order-mismatch");
        }

        (await Journals()).ShouldBe(1);
        (await Has(member, FundingKind.Visit)).ShouldBe((0, 0));
    }

    [EngineFact]
    [Rule("HUB-04", Part = "expiry")]
    public async Task Only_what_is_neither_used_nor_reserved_is_taken_back_and_only_once()
    {
        var member = await App.SignUpClient();
        var order = new TakeBackCredits(Ids.New(), FundingKind.Credit, Fund, member.Id);
        (await App.Send(order)).Value.ShouldBe(new CreditBalance(new(0), new(0)));
        await Grant(member, 3);
        // The order that came again must not take what was given since.
        (await App.Send(order)).Value.Available.ShouldBe(new Credits(3));
        var cover = (await Reserve(member)).Value.CoverId;
        (await App.Send(order with { GrantId = Ids.New() })).Value.ShouldBe(new CreditBalance(new(0), new(1)));
        // What was reserved when the member left goes back as well, once it is let go.
        await Deliver(LetGo, new CoverUnusedV1(cover));
        (await Has(member)).ShouldBe((0, 0));
        var usage = (await App.Send(new GetFundUsage(FundingKind.Credit, Fund))).Value;
        (usage.Granted, usage.Used, usage.Reserved, usage.People).ShouldBe((new(0), new(0), new(0), 0));
    }

    [EngineFact]
    [Rule("HUB-05", Part = "never-negative")]
    public async Task Of_fifty_covers_at_once_one_credit_covers_one()
    {
        var member = await App.SignUpClient();
        await Grant(member, 1);
        var answers = await Together(50, _ => Reserve(member));
        answers.Count(x => x.IsSuccess).ShouldBe(1);
        answers.Where(x => !x.IsSuccess).ShouldAllBe(x => x.Error!.Code == "wallet.insufficient-funds");
        (await Has(member)).ShouldBe((0, 1));
    }

    [EngineFact]
    public async Task Repeats_of_one_cover_hold_once_and_funds_do_not_stand_in_for_each_other()
    {
        var member = await App.SignUpClient();
        await Grant(member, 2);
        var id = new CoverId(Ids.New());
        var answers = await Together(20, _ => Reserve(member, id));
        answers.ShouldAllBe(x => x.IsSuccess);
        (await Has(member)).ShouldBe((1, 1));
        var own = await App.Send(new ReserveCover(id, member.Id, Money.Gbp(6_500), 60));
        own.Error!.Code.ShouldBe("wallet.cover-mismatch");
        foreach (
            var funding in new CoverFunding[]
            {
                new(FundingKind.Visit, Fund, AtHome),
                new(FundingKind.Credit, "hub.b", AtHome),
            }
        )
        {
            var command = new ReserveCover(new(Ids.New()), member.Id, Money.Gbp(6_500), 60, funding);
            (await App.Send(command)).Error!.Code.ShouldBe("wallet.insufficient-funds");
        }
    }

    [EngineTheory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Hub.Acme")]
    [InlineData("hub_acme%")]
    [InlineData("hub:acme")]
    public async Task A_fund_is_named_as_accounts_are(string? name)
    {
        var funding = new CoverFunding(FundingKind.Credit, name, AtHome);
        var command = new ReserveCover(new(Ids.New()), new(Ids.New()), Money.Gbp(1), 60, funding);
        (await App.Send(command)).Error!.Kind.ShouldBe(ErrorKind.Validation);
        var grant = new GrantCredits(Ids.New(), FundingKind.Credit, name!, new(Ids.New()), new(1));
        (await App.Send(grant)).Error!.Kind.ShouldBe(ErrorKind.Validation);
        (await App.Send(grant with { Fund = Fund, Credits = new(0) })).Error!.Kind.ShouldBe(ErrorKind.Validation);
        var ofWallet = grant with { Fund = Fund, Kind = FundingKind.Wallet };
        (await App.Send(ofWallet)).Error!.Kind.ShouldBe(ErrorKind.Validation);
    }

    [EngineFact]
    [Rule("HUB-04", Part = "one session")]
    [Rule("HUB-05", Part = "reserve")]
    public async Task A_credit_is_confirmed_for_any_price_fenced_and_given_back()
    {
        var member = await App.SignUpClient();
        await Grant(member, 1);
        var id = (await Reserve(member)).Value.CoverId;
        (await Confirm(id, 2, 6_500)).IsSuccess.ShouldBeTrue();
        (await Confirm(id, 2, 99_000)).IsSuccess.ShouldBeTrue();
        (await Confirm(id, 1, 6_500)).Error!.Code.ShouldBe("wallet.attempt-superseded");
        (await Has(member)).ShouldBe((0, 1));
        await Deliver(LetGo, new AcceptanceFailedV1(new(Ids.New()), id, 2));
        (await Has(member)).ShouldBe((0, 1));
        await Deliver(LetGo, new CoverUnusedV1(id));
        (await Has(member)).ShouldBe((1, 0));
        (await Confirm(id, 3, 6_500)).Error!.Code.ShouldBe("wallet.cover-ended");
    }

    [EngineFact]
    [Rule("HUB-05", Part = "reserve")]
    public async Task A_credit_comes_back_when_its_time_is_over_or_nobody_knows_the_cover()
    {
        var member = await App.SignUpClient();
        await Grant(member, 2);
        await Reserve(member);
        (await Run("wallet.disown-covers")).ShouldBe(1);
        (await Has(member)).ShouldBe((2, 0));
        var cover = (await Reserve(member)).Value;
        await App.Clock.MoveTo(cover.ExpiresAt, CancellationToken.None);
        await using var scope = App.Services.CreateAsyncScope();
        var expiry = scope.ServiceProvider.GetServices<IDueWork>().Single(x => x.Name == "wallet.expire-covers");
        await expiry.RunDue(cover.ExpiresAt, CancellationToken.None);
        (await Has(member)).ShouldBe((2, 0));
    }

    [EngineTheory]
    [InlineData("work.begun")]
    [InlineData("work.before-commit")]
    [InlineData("work.after-commit")]
    public async Task A_crash_while_granting_or_reserving_is_healed_by_the_same_id(string step)
    {
        var member = await App.SignUpClient();
        var grant = new GrantCredits(Ids.New(), FundingKind.Credit, Fund, member.Id, new(1));
        App.Crash.StopAt = step;
        await Should.ThrowAsync<CrashException>(() => App.Send(grant));
        (await App.Send(grant)).Value.Available.ShouldBe(new Credits(1));
        var id = new CoverId(Ids.New());
        App.Crash.StopAt = step;
        await Should.ThrowAsync<CrashException>(() => Reserve(member, id));
        (await Reserve(member, id)).IsSuccess.ShouldBeTrue();
        (await Has(member)).ShouldBe((0, 1));
    }

    [EngineTheory]
    [Rule("HUB-05", Part = "never-negative")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_eight_do_at_once_the_sums_hold(int seed)
    {
        var member = await App.SignUpClient();
        await Together(8, worker => Work(member, new Random((seed * 100) + worker)));
        var (available, held) = await Has(member);
        var usage = (await App.Send(new GetFundUsage(FundingKind.Credit, Fund))).Value;
        usage.Granted.ShouldBe(new Credits(available + held));
        usage.Reserved.ShouldBe(new Credits(held));
        var live = await Read(db =>
            db.Covers.CountAsync(x => x.State == CoverState.Reserved || x.State == CoverState.Confirmed)
        );
        held.ShouldBe(live);
    }

    private async Task<int> Work(TestPerson member, Random random)
    {
        var mine = new List<CoverId>();
        for (var step = 0; step < 15; step++)
        {
            switch (random.Next(5))
            {
                case 0:
                    await Grant(member, random.Next(1, 3));
                    break;
                case 1 when mine.Count > 0:
                    await Confirm(mine[random.Next(mine.Count)], random.Next(1, 4), 6_500);
                    break;
                case 2 when mine.Count > 0:
                    await Deliver(LetGo, new CoverUnusedV1(mine[random.Next(mine.Count)]));
                    break;
                case 3 when random.Next(3) == 0:
                    await App.Send(new TakeBackCredits(Ids.New(), FundingKind.Credit, Fund, member.Id));
                    break;
                default:
                    var held = await Reserve(member);
                    mine.AddRange(held.IsSuccess ? [held.Value.CoverId] : []);
                    break;
            }
        }

        return mine.Count;
    }

    private Task<Result<CreditBalance>> Grant(TestPerson member, long units) =>
        App.Send(new GrantCredits(Ids.New(), FundingKind.Credit, Fund, member.Id, new(units)));

    private Task<Result<ReservedCover>> Reserve(TestPerson member, CoverId? id = null) =>
        App.Send(
            new ReserveCover(
                id ?? new(Ids.New()),
                member.Id,
                Money.Gbp(6_500),
                60,
                new CoverFunding(FundingKind.Credit, Fund, AtHome)
            )
        );

    private Task<Result<ConfirmedCover>> Confirm(CoverId id, int attempt, long pence) =>
        App.Send(new ConfirmCover(id, attempt, Money.Gbp(pence)));

    private async Task<(long Available, long Held)> Has(TestPerson member, FundingKind kind = FundingKind.Credit)
    {
        var balance = (await App.Send(new GetCredits(kind, Fund, member.Id))).Value;
        return (balance.Available.Units, balance.Reserved.Units);
    }
}

public sealed class SqliteFundTests() : FundSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresFundTests() : FundSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerFundTests() : FundSuite(Engine.SqlServer);
