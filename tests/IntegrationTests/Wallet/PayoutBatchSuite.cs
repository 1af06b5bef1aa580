using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>From due withdrawals to the bank's file: gathered, reviewed, approved by a second person.</summary>
public abstract class PayoutBatchSuite(Engine engine)
    : FridaySuite(
        engine,
        ("Wallet:PayingAccounts:2:Id", "gbp-second"),
        ("Wallet:PayingAccounts:2:Holder", "Telehealth (development only)"),
        ("Wallet:PayingAccounts:2:Currency", "GBP"),
        ("Wallet:PayingAccounts:2:SortCode", "134020"),
        ("Wallet:PayingAccounts:2:AccountNumber", "63849203")
    )
{
    [EngineFact]
    [Rule("WAL-10", Part = "gathered")]
    [Rule("WAL-10", Part = "reviewed")]
    [Rule("WAL-10", Part = "four-eyes")]
    [Rule("WAL-10", Part = "file")]
    [Rule("WAL-10", Part = "sent")]
    [Rule("WAL-20", Part = "shortfall")]
    public async Task A_friday_goes_from_due_to_paid_by_two_people()
    {
        var (first, provider) = await Due(4_800);
        var (second, _) = await Due(12_345, "Þór Ólafsson");
        var (blocked, _) = await Due(700, holder: null);
        await Due(900, on: Friday.PlusDays(7));

        var friday = (await Show<FridayAnswer>($"payouts/friday?date={Friday:uuuu-MM-dd}")).Currencies.Single();
        (friday.Payable, friday.Blocked, friday.Shortfall).ShouldBe(
            (Money.Gbp(17_145), Money.Gbp(700), Money.Gbp(17_145))
        );
        friday.Withdrawals.Single(x => x.WithdrawalId == blocked).Block.ShouldBe(PayoutBlock.NoBankDetails);

        var gathered = await Ok<BatchAnswer>(await Gather(FinanceApi));
        (gathered.State, gathered.Payouts, gathered.Total).ShouldBe((PayoutBatchState.Gathered, 2, Money.Gbp(17_145)));
        var batch = gathered.Id;
        await Refused(Approve(ApproverApi, Approver, batch), HttpStatusCode.Conflict, "wallet.batch-not-reviewed");
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "review"));
        await Refused(Approve(FinanceApi, Finance, batch), HttpStatusCode.Forbidden, "forbidden");
        await Refused(Step(FinanceApi, batch, "file"), HttpStatusCode.Conflict, "wallet.batch-not-approved");
        await Refused(Step(FinanceApi, batch, "sent"), HttpStatusCode.Conflict, "wallet.batch-has-no-file");
        var approved = await Ok<BatchAnswer>(await Approve(ApproverApi, Approver, batch));
        approved.ApprovedBy.ShouldBe(Approver.Id);
        await Refused(Step(FinanceApi, batch, "abandon"), HttpStatusCode.Conflict, "wallet.batch-not-open");

        var file = await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"));
        var bytes = await Download(batch);
        FrozenOrders.HashOf(bytes).ShouldBe(file.Sha256);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        text.ShouldContain(EndToEnd(first));
        text.ShouldContain("Lucja Nguyen-Wojcik");
        text.ShouldContain("Thor Olafsson");

        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "sent"));
        await Refused(Step(FinanceApi, batch, "sent"), HttpStatusCode.Conflict, "wallet.batch-has-no-file");
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(-17_145);
        (await Balance(Accounts.ProviderPayable(provider))).ShouldBe(0);
        (await Published("wallet.payout-sent.v1")).ShouldBe(2);

        var answer = Statement(
            "S-1",
            "1000.00",
            "828.55",
            Booked(batch, first, "48.00"),
            Booked(batch, second, "123.45")
        );
        (await Ok<ImportAnswer>(await Import(answer))).Applied.ShouldBe(2);
        (await State(second)).ShouldBe(WithdrawalState.Paid);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(0);
        (await Balance(Accounts.Bank)).ShouldBe(-17_145);
        var detail = await Detail(batch);
        detail.Batch.State.ShouldBe(PayoutBatchState.Closed);
        detail
            .Timeline.Select(x => x.Step)
            .ShouldBe([
                BatchStep.Gathered,
                BatchStep.Reviewed,
                BatchStep.Approved,
                BatchStep.FileStored,
                BatchStep.FileDownloaded,
                BatchStep.Sent,
                BatchStep.Answered,
                BatchStep.Answered,
            ]);
        detail.Timeline[2].By.ShouldBe(Approver.Id);
    }

    [EngineFact]
    [Rule("WAL-10", Part = "four-eyes")]
    public async Task Nobody_approves_what_the_same_person_prepared_reviewed_or_changed()
    {
        await Due(4_800);
        await Due(5_200);
        var (both, other) = (
            await App.Staff(Roles.Finance, Roles.PayoutApprover),
            await App.Staff(Roles.Finance, Roles.PayoutApprover)
        );
        var (bothApi, otherApi) = (await App.Client(both), await App.Client(other));
        var batch = (await Ok<BatchAnswer>(await Gather(bothApi))).Id;
        await Ok<BatchAnswer>(await Step(otherApi, batch, "review"));
        await Refused(Approve(bothApi, both, batch), HttpStatusCode.UnprocessableEntity, "wallet.four-eyes");
        await Refused(Approve(otherApi, other, batch), HttpStatusCode.UnprocessableEntity, "wallet.four-eyes");

        // A second token of the same person, and one whose role changed meanwhile.
        await Refused(
            Approve(await App.Client(both), both, batch),
            HttpStatusCode.UnprocessableEntity,
            "wallet.four-eyes"
        );
        var changed = Actor.OfPerson(both.Id, Roles.PayoutApprover);
        var approval = new ApproveBatch(batch, null, new Secret(await Code(both)));
        (await App.Send(approval, changed, TelehealthApp.NewKey())).Error!.Code.ShouldBe("wallet.four-eyes");

        // Who takes one out has had a hand in it, even after somebody else looked again.
        var third = await App.Staff(Roles.Finance, Roles.PayoutApprover);
        var thirdApi = await App.Client(third);
        var payout = (await Detail(batch)).Payouts[0].WithdrawalId;
        await Ok<BatchAnswer>(await thirdApi.DeleteAsync($"api/v1/wallet/payout-batches/{batch}/payouts/{payout}"));
        (await State(payout)).ShouldBe(WithdrawalState.Scheduled);
        await Ok<BatchAnswer>(await Step(bothApi, batch, "review"));
        await Refused(Approve(thirdApi, third, batch), HttpStatusCode.UnprocessableEntity, "wallet.four-eyes");

        // And whatever a handler forgets, the database refuses.
        var id = both.Id;
        await Should.ThrowAsync<Exception>(() =>
            Read(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                return await db
                    .PayoutBatches.Where(x => x.Id == batch)
                    .ExecuteUpdateAsync(x => x.SetProperty(y => y.ApprovedBy, (PersonId?)id));
            })
        );
        await Ok<BatchAnswer>(await Approve(ApproverApi, Approver, batch));
    }

    [EngineFact]
    [Rule("WAL-10", Part = "four-eyes")]
    public async Task A_wrong_code_or_an_old_look_approves_nothing()
    {
        await Due(4_800);
        var batch = await Reviewed();
        var path = $"api/v1/wallet/payout-batches/{batch}/approve";
        await Refused(Post(ApproverApi, path, new ApprovalBody("12345")), HttpStatusCode.BadRequest, "validation");
        await Refused(
            Post(ApproverApi, path, new ApprovalBody("000000")),
            HttpStatusCode.UnprocessableEntity,
            "identity.code-wrong"
        );
        var old = new ApprovalBody(await Code(Approver), Version: 1);
        await Refused(Post(ApproverApi, path, old), HttpStatusCode.Conflict, "wallet.batch-changed");
        (await Detail(batch)).Batch.State.ShouldBe(PayoutBatchState.Reviewed);
    }

    [EngineFact]
    [Rule("WAL-12", Part = "frozen")]
    public async Task A_payee_whose_details_changed_since_is_taken_out_before_the_approval()
    {
        var (id, provider) = await Due(4_800);
        var (kept, _) = await Due(100);
        var batch = await Reviewed();
        await ChangeDetails(provider, Duration.FromDays(3));
        await Refused(Approve(ApproverApi, Approver, batch), HttpStatusCode.Conflict, "wallet.payee-changed");
        await Refused(
            FinanceApi.DeleteAsync($"api/v1/wallet/payout-batches/{batch}/payouts/{Ids.New()}"),
            HttpStatusCode.NotFound,
            "wallet.payout-not-found"
        );
        await Ok<BatchAnswer>(await FinanceApi.DeleteAsync($"api/v1/wallet/payout-batches/{batch}/payouts/{id}"));
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "review"));
        (await Ok<BatchAnswer>(await Approve(ApproverApi, Approver, batch))).Total.ShouldBe(Money.Gbp(100));
        (await State(kept)).ShouldBe(WithdrawalState.InBatch);
        var resting = (await Show<FridayAnswer>($"payouts/friday?date={Friday:uuuu-MM-dd}")).Currencies.Single();
        resting.Withdrawals.Single().Block.ShouldBe(PayoutBlock.DetailsResting);
        await Refused(Gather(FinanceApi), HttpStatusCode.UnprocessableEntity, "wallet.nothing-due");
    }

    [EngineFact]
    [Rule("WAL-10", Part = "frozen")]
    public async Task A_file_is_made_once_and_stays_the_same_for_ever()
    {
        var (_, provider) = await Due(4_800);
        var batch = await Approved();
        await ChangeDetails(provider, Duration.FromDays(3));
        var files = await Together(50, async _ => await Ok<FileAnswer>(await Step(FinanceApi, batch, "file")));
        files.Distinct().Count().ShouldBe(1);
        var bytes = await Download(batch);
        System.Text.Encoding.UTF8.GetString(bytes).ShouldContain("66374958");
        await App.Advance(Duration.FromHours(30));
        (await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"))).ShouldBe(files[0]);
        (await Download(batch)).ShouldBe(bytes);
        await Refused(
            Post(FinanceApi, $"api/v1/wallet/payout-batches/{batch}/file", new FileBody(BankFileFormat.Bacs)),
            HttpStatusCode.Conflict,
            "wallet.other-format"
        );
        await Refused(
            FinanceApi.GetAsync($"api/v1/wallet/payout-batches/{batch}/file?format=bacs"),
            HttpStatusCode.Conflict,
            "wallet.other-format"
        );
    }

    [EngineFact]
    [Rule("WAL-10", Part = "gathered")]
    public async Task Gathering_at_once_puts_each_withdrawal_into_one_batch()
    {
        for (var i = 0; i < 6; i++)
        {
            await Due(1_000 + i);
        }

        var answers = await Together(8, i => Gather(FinanceApi, i % 2 == 0 ? Account : "gbp-second"));
        foreach (var answer in answers.Where(x => !x.IsSuccessStatusCode))
        {
            (await Code(answer)).ShouldBeOneOf("wallet.batch-open", "wallet.nothing-due", "conflict");
        }

        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        (await Read(db => db.Payouts.CountAsync())).ShouldBe(6);
        var batch = (await Show<Page<BatchAnswer>>("payout-batches?state=gathered")).Items.Single();
        var key = TelehealthApp.NewKey();
        var abandoned = await Ok<BatchAnswer>(await Step(FinanceApi, batch.Id, "abandon", key));
        (await Ok<BatchAnswer>(await Step(FinanceApi, batch.Id, "abandon", key))).ShouldBe(abandoned);
        (await Ok<BatchAnswer>(await Gather(FinanceApi, "gbp-second"))).Payouts.ShouldBe(6);
    }

    [EngineFact]
    public async Task Only_people_of_finance_see_or_move_payouts()
    {
        await Due(4_800);
        var batch = await Reviewed();
        var stranger = await App.Client(await App.SignUpClient());
        (await stranger.GetAsync($"api/v1/wallet/payout-batches/{batch}")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await Step(ApproverApi, batch, "sent")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Gather(ApproverApi)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var unknown = new PayoutBatchId(Ids.New());
        await Refused(Step(FinanceApi, unknown, "review"), HttpStatusCode.NotFound, "wallet.batch-not-found");
        await Refused(Approve(ApproverApi, Approver, unknown), HttpStatusCode.NotFound, "wallet.batch-not-found");
        await Refused(Gather(FinanceApi, "nobody"), HttpStatusCode.BadRequest, "wallet.paying-account-unknown");
    }

    [EngineFact]
    public async Task The_journals_are_found_by_account_and_by_reference()
    {
        var (id, provider) = await Due(4_800);
        await Due(5_000);
        await Sent();
        var reference = await Read(db => db.Withdrawals.Where(x => x.Id == id).Select(x => x.Reference).SingleAsync());
        var found = (await Show<Page<JournalAnswer>>($"journals?reference={reference}")).Items.Single();
        found.Postings.Sum(x => x.Amount.Amount).ShouldBe(0);
        found.Postings[0].ShouldBe(new(Accounts.ProviderPayable(provider), new(4_800, "GBP")));
        (await Show<JournalAnswer>($"journals/{found.Id}")).ExternalId.ShouldBe($"{id}:sent");
        var page = await Show<Page<JournalAnswer>>("journals?account=liability:payout-in-transit&limit=1");
        page.Items.Count.ShouldBe(1);
        var next = await Show<Page<JournalAnswer>>(
            $"journals?account=liability:payout-in-transit&limit=1&after={page.Next}"
        );
        next.Next.ShouldBeNull();
        next.Items[0].Id.ShouldNotBe(page.Items[0].Id);
        await Refused(
            Post(FinanceApi, $"api/v1/wallet/journals/{found.Id}/reversal", new ReversalBody("mistake")),
            HttpStatusCode.UnprocessableEntity,
            "wallet.payout-journal"
        );
    }

    private async Task<byte[]> Download(PayoutBatchId batch)
    {
        using var response = await FinanceApi.GetAsync($"api/v1/wallet/payout-batches/{batch}/file");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return await response.Content.ReadAsByteArrayAsync();
    }
}

public sealed class SqlitePayoutBatchTests() : PayoutBatchSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPayoutBatchTests() : PayoutBatchSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPayoutBatchTests() : PayoutBatchSuite(Engine.SqlServer);
