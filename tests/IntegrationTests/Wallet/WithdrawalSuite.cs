using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>From a matured earning to a withdrawal with its Friday.</summary>
public abstract class WithdrawalSuite(Engine engine) : EarningsSuite(engine)
{
    [EngineFact]
    [Rule("WAL-18", Part = "date-by-channel")]
    [Rule("WAL-18", Part = "private")]
    public async Task A_private_session_can_be_withdrawn_when_its_dispute_delay_is_over()
    {
        var provider = await App.ListedProvider();
        var buyer = await App.FundedClient();
        var slot = App.Slot();
        await App.Hold(buyer, provider, await App.Book(buyer, provider, slot));
        var line = (await Earnings(provider)).Single();
        (line.State, line.Reason, line.Available.Minor).ShouldBe((EarningState.Maturing, PayoutReason.Maturing, 0));
        var delay = line.AvailableAt - slot;
        delay.ShouldBeGreaterThanOrEqualTo(Duration.FromHours(48));
        delay.ShouldBeLessThan(Duration.FromHours(50));
        var summary = await Summary(provider);
        (summary.Maturing.Minor, summary.Available.Minor).ShouldBe((5_200, 0));
        summary.NextMaturityAt.ShouldBe(line.AvailableAt);
        (await Code(await TryWithdraw(provider, 5_200))).ShouldBe("wallet.above-withdrawable");

        await App.AdvanceTo(line.AvailableAt - Duration.FromSeconds(1));
        (await Summary(provider)).Available.Minor.ShouldBe(0);
        await App.AdvanceTo(line.AvailableAt);
        await Together(
            3,
            async _ =>
            {
                await Mature();
                return 0;
            }
        );
        summary = await Summary(provider);
        (summary.Maturing.Minor, summary.Available.Minor, summary.NextMaturityAt).ShouldBe((0, 5_200, null));
        (await Withdraw(provider, 5_200)).State.ShouldBe(WithdrawalState.Scheduled);
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task A_provider_whom_no_document_can_name_gives_the_name_before_it_withdraws()
    {
        var provider = await NewProvider();
        await Earn(provider);
        await App.Behind<MarketplaceDbContext>(db =>
            db.Providers.Where(x => x.Id == ProviderId.Of(provider.Person.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.LegalName, "Доктор Иванова"))
        );

        var refused = await TryWithdraw(provider, 4_800);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Code(refused)).ShouldBe("wallet.payee-name-needed");
        (await Summary(provider)).Available.Minor.ShouldBe(4_800);
        await TelehealthApp.WriteProfile(provider.Api, "Dr Anna Ivanova");
        (await Withdraw(provider, 4_800)).State.ShouldBe(WithdrawalState.Scheduled);
    }

    [EngineFact]
    [Rule("WAL-07", Part = "withdraw")]
    [Rule("WAL-07", Part = "allocation")]
    [Rule("WAL-09", Part = "agency")]
    public async Task A_withdrawal_takes_the_oldest_lines_and_leaves_available_at_once()
    {
        var provider = await NewProvider();
        await Earn(provider, daysAgo: 5);
        await Earn(provider, daysAgo: 9);
        await Earn(provider, daysAgo: 1);
        var taken = await Withdraw(provider, 6_000);
        taken.Reference.ShouldMatch("^W-[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}$");
        (taken.State, taken.Mode, taken.InvoiceAmount.Minor).ShouldBe((WithdrawalState.Scheduled, InvoiceMode.None, 0));
        (taken.ReceivedOn, taken.PayoutDate, taken.ExpectedOn).ShouldBe((Today, FridayAfter, FridayAfter));
        taken.Conditions.ShouldBe([PayoutCondition.BankDetails]);

        var summary = await Summary(provider);
        var sums = (summary.Available.Minor, summary.OnItsWay.Minor, summary.Maturing.Minor, summary.Paid.Minor);
        sums.ShouldBe((3_600, 6_000, 4_800, 0));
        var lines = (await Earnings(provider)).ToDictionary(x => x.SuppliedAt);
        var byAge = lines.OrderBy(x => x.Key).Select(x => x.Value).ToList();
        byAge
            .Select(x => x.State)
            .ShouldBe([EarningState.OnItsWay, EarningState.PartlyWithdrawn, EarningState.Maturing]);
        byAge.Select(x => x.OnItsWay.Minor).ShouldBe([4_800, 1_200, 0]);
        byAge[1].Available.Minor.ShouldBe(3_600);
        var mine = byAge[1].Withdrawals.Single();
        (mine.Reference, mine.ExpectedOn).ShouldBe((taken.Reference, FridayAfter));

        var detail = await Look(provider, taken.Id);
        detail.Lines.Select(x => (x.Amount.Minor, x.Whole.Minor)).ShouldBe([(4_800, 4_800), (1_200, 4_800)]);
        detail
            .Timeline.Select(x => (x.Step, x.Done))
            .ShouldBe([
                (WithdrawalStep.Requested, true),
                (WithdrawalStep.Scheduled, true),
                (WithdrawalStep.Sent, false),
                (WithdrawalStep.Paid, false),
            ]);
        (await Published("wallet.payout-scheduled.v1")).ShouldBe(1);
        var requested = await Read(db =>
            db.Outbox.Where(x => x.WireName == "wallet.withdrawal-requested.v1").Select(x => x.Payload).SingleAsync()
        );
        JsonSerializer
            .Deserialize<WithdrawalRequestedV1>(requested, ApiJson.Options)!
            .Lines.Select(x => (x.Outcome, x.Amount.Minor, x.Whole!.Value.Minor))
            .ShouldBe([(PaidOutcome.Held, 4_800, 4_800), (PaidOutcome.Held, 1_200, 4_800)]);
        (await Withdraw(provider, 3_600)).Amount.ShouldBe(Money.Gbp(3_600));
        (await Summary(provider)).Available.Minor.ShouldBe(0);
    }

    [EngineFact]
    [Rule("WAL-07", Part = "refusals")]
    public async Task Too_little_too_much_and_nonsense_are_refused_and_change_nothing()
    {
        var provider = await NewProvider();
        await Earn(provider);
        var tooLittle = await TryWithdraw(provider, 999);
        tooLittle.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Code(tooLittle)).ShouldBe("wallet.below-minimum");
        var tooMuch = await TryWithdraw(provider, 4_801);
        tooMuch.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Code(tooMuch)).ShouldBe("wallet.above-withdrawable");
        foreach (var pence in new[] { 0L, -5_000 })
        {
            (await TryWithdraw(provider, pence)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var path = "api/v1/wallet/withdrawals";
        (await Post(provider.Api, path, new WithdrawalBody(new(4_000, Currency.Eur)))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        foreach (var body in new object[] { new { }, new { Amount = 40 }, new { Amount = new { Amount = "x" } } })
        {
            (await Post(provider.Api, path, body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var keyless = await TelehealthApp.Send(
            provider.Api,
            HttpMethod.Post,
            "wallet/withdrawals",
            new { Amount = new { Amount = 4_000, Currency = "GBP" } }
        );
        (await Code(keyless)).ShouldBe("idempotency.key-missing");
        var (_, client) = await NewClient();
        (await Post(client, path, new WithdrawalBody(Money.Gbp(4_000)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Summary(provider)).Available.Minor.ShouldBe(4_800);
    }

    [EngineFact]
    [Rule("WAL-07", Part = "race")]
    public async Task Fifty_withdrawals_of_one_balance_leave_one_winner_and_clean_refusals()
    {
        var provider = await NewProvider();
        await Earn(provider);
        await Earn(provider);
        var answers = await Together(50, _ => TryWithdraw(provider, 9_600));
        answers.Count(x => x.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(x => x.StatusCode == HttpStatusCode.UnprocessableEntity).ShouldBe(49);
        var codes = await Task.WhenAll(answers.Where(x => x.StatusCode != HttpStatusCode.Created).Select(x => Code(x)));
        codes.Distinct().ShouldBe(["wallet.above-withdrawable"]);

        await Earn(provider);
        await Earn(provider);
        var small = await Together(20, _ => TryWithdraw(provider, 1_000));
        small.Count(x => x.StatusCode == HttpStatusCode.Created).ShouldBe(9);
        (await Summary(provider)).Available.Minor.ShouldBe(600);
    }

    [EngineFact]
    [Rule("WAL-05", Part = "withdrawal")]
    public async Task Fifty_repeats_of_one_key_withdraw_once()
    {
        var provider = await NewProvider();
        await Earn(provider);
        var key = TelehealthApp.NewKey();
        var answers = await Together(50, _ => TryWithdraw(provider, 1_500, key));
        answers.ShouldAllBe(x => x.StatusCode == HttpStatusCode.Created);
        var bodies = await Task.WhenAll(answers.Select(Body<WithdrawalAnswer>));
        bodies.Select(x => x.Id).Distinct().Count().ShouldBe(1);
        (await Summary(provider)).OnItsWay.Minor.ShouldBe(1_500);
        (await Published("wallet.withdrawal-requested.v1")).ShouldBe(1);
        (await Code(await TryWithdraw(provider, 1_600, key))).ShouldBe("idempotency.key-reused");
    }

    [EngineFact]
    public async Task Maturity_and_withdrawals_at_once_lose_no_penny()
    {
        var provider = await NewProvider();
        await Earn(provider);
        for (var i = 0; i < 6; i++)
        {
            await Earn(provider, mature: false);
        }

        var answers = await Together(
            24,
            async i =>
            {
                if (i % 4 == 0)
                {
                    await Mature();
                    return true;
                }

                return (await TryWithdraw(provider, 1_100)).IsSuccessStatusCode;
            }
        );
        await Mature();
        var summary = await Summary(provider);
        summary.OnItsWay.Minor.ShouldBe((answers.Where((_, i) => i % 4 != 0).Count(x => x)) * 1_100);
        (summary.Available + summary.OnItsWay).Minor.ShouldBe(7 * 4_800);
    }

    [EngineFact]
    public async Task A_withdrawal_is_its_providers_alone_and_finance_sees_all()
    {
        var (mine, other) = (await NewProvider(), await NewProvider("Nguyễn Thị Ánh"));
        await Earn(mine);
        await Earn(other);
        var first = await Withdraw(mine, 1_000);
        var second = await Withdraw(mine, 1_000);
        var theirs = await Withdraw(other, 1_000);
        foreach (var id in new[] { theirs.Id, new WithdrawalId(Ids.New()) })
        {
            var answer = await mine.Api.GetAsync($"api/v1/wallet/withdrawals/{id}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var page = await Get<Page<WithdrawalAnswer>>(mine.Api, "api/v1/wallet/withdrawals?limit=1");
        page!.Items.Single().Id.ShouldBe(second.Id);
        page = await Get<Page<WithdrawalAnswer>>(mine.Api, $"api/v1/wallet/withdrawals?limit=1&after={page.Next}");
        (page!.Items.Single().Id, page.Next).ShouldBe((first.Id, null));

        const string Admin = "api/v1/wallet/admin/withdrawals";
        (await mine.Api.GetAsync(Admin)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var finance = await App.Client(await App.Staff(Roles.PayoutApprover));
        (await Get<Page<WithdrawalAnswer>>(finance, $"{Admin}?state=scheduled"))!.Items.Count.ShouldBe(3);
        (await Get<Page<WithdrawalAnswer>>(finance, $"{Admin}?state=paid"))!.Items.ShouldBeEmpty();
        var ofOther = await Get<Page<WithdrawalAnswer>>(finance, $"{Admin}?provider={other.Person.Id}");
        ofOther!.Items.Single().Id.ShouldBe(theirs.Id);
        (await finance.GetAsync($"{Admin}?state=nonsense")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}

public sealed class SqliteWithdrawalTests() : WithdrawalSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresWithdrawalTests() : WithdrawalSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerWithdrawalTests() : WithdrawalSuite(Engine.SqlServer);
