using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What the bank says of a Friday: it only ever moves a payout forward, and each penny moves once.</summary>
public abstract class BankAnswerSuite(Engine engine) : FridaySuite(engine)
{
    [EngineFact]
    [Rule("WAL-11", Part = "paid")]
    public async Task Accepted_then_settled_pays_once_and_a_late_acceptance_changes_nothing()
    {
        var (id, _) = await Due(4_800);
        var batch = await Sent();
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-1", "ACTC")))).Applied.ShouldBe(1);
        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.Submitted);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(-4_800);
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-2", null, (id, "ACSC", null))))).Applied.ShouldBe(1);
        (await State(id)).ShouldBe(WithdrawalState.Paid);
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-3", "ACTC")))).Unchanged.ShouldBe(1);
        var statement = Statement("S-1", "100.00", "52.00", Booked(batch, id, "48.00"));
        (await Ok<ImportAnswer>(await Import(statement))).Unchanged.ShouldBe(1);
        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.Settled);
        (await Balance(Accounts.Bank)).ShouldBe(-4_800);
        (await Published("wallet.payout-paid.v1")).ShouldBe(1);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "rejected")]
    public async Task A_refused_payout_is_available_again_and_the_others_are_paid()
    {
        var (good, _) = await Due(4_800);
        var (bad, provider) = await Due(5_200);
        var batch = await Sent();
        var answer = Pain002(batch, "A-1", "PART", (good, "ACSC", null), (bad, "RJCT", "AC04"));
        (await Ok<ImportAnswer>(await Import(answer))).Applied.ShouldBe(2);
        (await State(good)).ShouldBe(WithdrawalState.Paid);
        (await State(bad)).ShouldBe(WithdrawalState.Returned);
        (await Withdrawable(provider)).ShouldBe(5_200);
        (await Balance(Accounts.ProviderPayable(provider))).ShouldBe(-5_200);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(0);
        (await Published("wallet.payout-returned.v1")).ShouldBe(1);
        var detail = await Detail(batch);
        detail.Batch.State.ShouldBe(PayoutBatchState.Closed);
        detail.Batch.NotPaid.ShouldBe(1);
        (await Show<Page<BatchAnswer>>("payout-batches")).Items.Single().NotPaid.ShouldBe(1);
        // What the bank refused was not paid out.
        (await Show<PayoutWeeksAnswer>("payouts/weeks"))
            .Weeks.Single()
            .Amounts.ShouldBe([Money.Gbp(4_800)]);
        detail.Payouts.Single(x => x.WithdrawalId == bad).Reason.ShouldBe("AC04");

        // The opposite of what was said before moves nothing: a person looks.
        var opposite = Statement("S-1", "100.00", "48.00", Booked(batch, bad, "52.00"));
        (await Ok<ImportAnswer>(await Import(opposite))).NeedsEyes.ShouldBe(1);
        (await Balance(Accounts.Bank)).ShouldBe(-4_800);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "rejected")]
    public async Task A_refused_message_gives_back_all_of_it()
    {
        var (first, one) = await Due(4_800);
        var (second, two) = await Due(5_200);
        var batch = await Sent();
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-1", "RJCT")))).Applied.ShouldBe(2);
        (await State(first)).ShouldBe(WithdrawalState.Returned);
        (await State(second)).ShouldBe(WithdrawalState.Returned);
        (await Withdrawable(one), await Withdrawable(two)).ShouldBe((4_800, 5_200));
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(0);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "rejected")]
    public async Task A_paid_payout_that_comes_back_is_available_again()
    {
        var (id, provider) = await Due(4_800);
        var batch = await Sent();
        await Ok<ImportAnswer>(await Import(Statement("S-1", "100.00", "52.00", Booked(batch, id, "48.00"))));
        (await State(id)).ShouldBe(WithdrawalState.Paid);
        (await Show<PayoutWeeksAnswer>("payouts/weeks")).Weeks.Single().Amounts.ShouldBe([Money.Gbp(4_800)]);
        var back = Statement("S-2", "52.00", "100.00", Booked(batch, id, "48.00", "CRDT", "AC04"));
        (await Ok<ImportAnswer>(await Import(back))).Applied.ShouldBe(1);
        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.Returned);
        (await Show<PayoutWeeksAnswer>("payouts/weeks")).Weeks.ShouldBeEmpty();
        (await Detail(batch)).Batch.NotPaid.ShouldBe(1);
        (await State(id)).ShouldBe(WithdrawalState.Returned);
        (await Withdrawable(provider)).ShouldBe(4_800);
        (await Balance(Accounts.Bank)).ShouldBe(0);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(0);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "imported")]
    public async Task The_same_file_five_times_at_once_is_taken_in_once()
    {
        var (id, _) = await Due(4_800);
        var batch = await Sent();
        var file = Pain002(batch, "A-1", null, (id, "ACSC", null));
        var answers = await Together(5, async _ => await Ok<ImportAnswer>(await Import(file)));
        answers.Count(x => !x.AlreadyImported).ShouldBe(1);
        answers.Select(x => x.Id).Distinct().Count().ShouldBe(1);
        (await Balance(Accounts.Bank)).ShouldBe(-4_800);
        (await Show<Page<BankAnswerSummary>>("bank-answers")).Items.Count.ShouldBe(1);
        await Refused(
            Import(Pain002(batch, "A-1", null, (id, "RJCT", "AC04"))),
            HttpStatusCode.Conflict,
            "wallet.bank-answer-id-taken"
        );
    }

    [EngineFact]
    [Rule("WAL-11", Part = "unmatched")]
    public async Task What_matches_nothing_or_another_amount_is_listed_and_moves_nothing()
    {
        var (id, _) = await Due(4_800);
        var stranger = new WithdrawalId(Ids.New());
        var batch = await Sent();
        var file = Statement("S-1", "100.00", "41.00", Booked(batch, id, "49.00"), Booked(batch, stranger, "10.00"));
        var answer = await Ok<ImportAnswer>(await Import(file));
        (answer.NeedsEyes, answer.Unmatched, answer.Applied).ShouldBe((1, 1, 0));
        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.NeedsEyes);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(-4_800);
        var listed = (await Show<Page<BankLine>>("bank-answers/unmatched")).Items;
        listed.Select(x => x.WithdrawalId).ShouldBe([null, id], ignoreOrder: true);
        (await Show<BankAnswerDetail>($"bank-answers/{answer.Id}")).Lines.Items.Count.ShouldBe(2);
    }

    [EngineFact]
    public async Task An_answer_that_comes_before_anybody_said_sent_says_it()
    {
        var (id, _) = await Due(4_800);
        var batch = await Approved();
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-1", null, (id, "ACSC", null))))).Unmatched.ShouldBe(1);
        await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"));
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-2", null, (id, "ACSC", null))))).Applied.ShouldBe(1);
        (await State(id)).ShouldBe(WithdrawalState.Paid);
        (await Published("wallet.payout-sent.v1")).ShouldBe(1);
    }

    [EngineFact]
    [Rule("WAL-17", Part = "unknown")]
    [Rule("WAL-17", Part = "reconciled")]
    public async Task Silence_becomes_unknown_and_only_a_second_person_or_the_bank_ends_it()
    {
        var (resolved, _) = await Due(4_800, whose: await Named("Zoë Wiśniewska"));
        var (answered, provider) = await Due(5_200, whose: await Named("Đặng Thị Ánh"));
        var batch = await Sent();
        await App.Advance(Duration.FromDays(16));
        (await Outcome(batch, resolved)).ShouldBe(PayoutOutcome.Unknown);
        (await State(resolved)).ShouldBe(WithdrawalState.Sent);
        await Refused(Gather(FinanceApi), HttpStatusCode.BadRequest, "validation");
        (await Show<FridayAnswer>("payouts/friday")).Currencies.Single().Withdrawals.ShouldBeEmpty();

        // The bank's "we have it" says nothing of what became of it.
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-1", "ACTC")))).Unchanged.ShouldBe(2);
        var path = $"api/v1/wallet/payout-batches/{batch}/payouts/{resolved}/resolve";
        async Task<HttpResponseMessage> Resolve(HttpClient http, TestPerson by) =>
            await Post(http, path, new ResolutionBody(PayoutOutcome.Settled, "MS03", "Ticket 4711", await Code(by)));
        await Refused(Resolve(FinanceApi, Finance), HttpStatusCode.Forbidden, "forbidden");
        (await Ok<PayoutAnswer>(await Resolve(ApproverApi, Approver))).Outcome.ShouldBe(PayoutOutcome.Settled);
        await Refused(Resolve(ApproverApi, Approver), HttpStatusCode.Conflict, "wallet.payout-not-open");
        (await State(resolved)).ShouldBe(WithdrawalState.Paid);
        await Ok<ImportAnswer>(await Import(Pain002(batch, "A-2", null, (answered, "RJCT", "AC04"))));
        (await Withdrawable(provider)).ShouldBe(5_200);
        (await Detail(batch)).Timeline.ShouldContain(x => x.Step == BatchStep.Resolved && x.By == Approver.Id);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "imported")]
    public async Task A_bad_file_is_refused_in_words_and_changes_nothing()
    {
        var (id, _) = await Due(4_800);
        var batch = await Sent();
        var good = Pain002(batch, "A-1", null, (id, "ACSC", null));
        var evil = good.Replace(
            "<Document",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Document",
            StringComparison.Ordinal
        );
        foreach (var bad in new[] { evil, good[..^40], "not xml", "<a/>", "" })
        {
            using var answer = await Import(bad);
            ((int)answer.StatusCode).ShouldBeInRange(400, 422, bad);
            (await Code(answer)).ShouldNotBeNullOrEmpty();
        }

        using var large = await Import(FinanceApi, new byte[(8 * 1024 * 1024) + 1]);
        ((int)large.StatusCode, await Code(large)).ShouldBe((400, "wallet.bank-answer-too-large"));
        using var huge = await Import(FinanceApi, new byte[50 * 1024 * 1024]);
        huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Read(db => db.BankAnswers.CountAsync())).ShouldBe(0);
        (await State(id)).ShouldBe(WithdrawalState.Sent);
        (await Ok<ImportAnswer>(await Import(good))).Applied.ShouldBe(1);
    }

    private Task<long> Withdrawable(ProviderId provider) =>
        Read(db => db.Withdrawables.Where(x => x.ProviderId == provider).Select(x => x.AmountMinor).SingleAsync());
}

public sealed class SqliteBankAnswerTests() : BankAnswerSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresBankAnswerTests() : BankAnswerSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerBankAnswerTests() : BankAnswerSuite(Engine.SqlServer);
