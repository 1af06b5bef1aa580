using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Who may not decide on a payout, whatever role or file that person has.</summary>
public abstract class SecondPersonSuite(Engine engine) : FridaySuite(engine)
{
    [EngineFact]
    [Rule("WAL-10", Part = "four-eyes")]
    public async Task A_payee_does_not_approve_a_batch_that_pays_that_payee()
    {
        await Due(4_800);
        await Due(5_200, whose: ProviderId.Of(Approver.Id));
        var batch = await Reviewed();
        await Refused(Approve(ApproverApi, Approver, batch), HttpStatusCode.UnprocessableEntity, "wallet.own-payout");
        (await Detail(batch)).Batch.State.ShouldBe(PayoutBatchState.Reviewed);
        var other = await App.Staff(Roles.PayoutApprover);
        await Ok<BatchAnswer>(await Approve(await App.Client(other), other, batch));
    }

    [EngineFact]
    [Rule("WAL-17", Part = "reconciled")]
    public async Task Who_prepared_a_batch_does_not_say_what_became_of_its_unknown_payouts()
    {
        var (id, _) = await Due(4_800, whose: await Named("Zoë Wiśniewska"));
        var both = await App.Staff(Roles.Finance, Roles.PayoutApprover);
        var bothApi = await App.Client(both);
        var batch = (await Ok<BatchAnswer>(await Gather(bothApi))).Id;
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "review"));
        await Ok<BatchAnswer>(await Approve(ApproverApi, Approver, batch));
        await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"));
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "sent"));
        await App.Advance(Duration.FromDays(16));
        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.Unknown);
        await Refused(Resolve(bothApi, both, batch, id), HttpStatusCode.UnprocessableEntity, "wallet.four-eyes");
        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.Unknown);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(-4_800);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "unmatched")]
    public async Task An_answer_to_another_message_or_another_file_settles_nothing()
    {
        var (id, _) = await Due(4_800);
        var batch = await Sent();
        var stranger = new PayoutBatchId(Ids.New());
        var good = Pain002(batch, "A-9", null, (id, "ACSC", null));
        string[] invented =
        [
            Pain002(stranger, "A-1", null, (id, "ACSC", null)),
            Pain002(stranger, "A-2", "ACSC"),
            Statement("S-1", "100.00", "52.00", Booked(null, id, "48.00")),
            Statement("S-2", "100.00", "52.00", Booked(stranger, id, "48.00")),
            OfFile(good, "A-3", "<OrgnlNbOfTxs>2</OrgnlNbOfTxs>"),
            OfFile(good, "A-4", "<OrgnlNbOfTxs>1</OrgnlNbOfTxs><OrgnlCtrlSum>48.01</OrgnlCtrlSum>"),
        ];
        foreach (var file in invented)
        {
            var answer = await Ok<ImportAnswer>(await Import(file));
            (answer.Unmatched, answer.Applied, answer.NeedsEyes).ShouldBe((1, 0, 0), file);
        }

        (await Outcome(batch, id)).ShouldBe(PayoutOutcome.None);
        (await Balance(Accounts.PayoutInTransit)).ShouldBe(-4_800);
        (await Show<Page<BankLine>>("bank-answers/unmatched")).Items.Count.ShouldBe(invented.Length);
        var own = OfFile(good, "A-5", "<OrgnlNbOfTxs>1</OrgnlNbOfTxs><OrgnlCtrlSum>48.00</OrgnlCtrlSum>");
        (await Ok<ImportAnswer>(await Import(own))).Applied.ShouldBe(1);
        (await State(id)).ShouldBe(WithdrawalState.Paid);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "unmatched")]
    public async Task What_only_a_stray_line_says_is_written_down_by_somebody_who_did_not_import_it()
    {
        var (id, _) = await Due(4_800, whose: await Named("Đặng Thị Ánh"));
        var batch = await Sent();
        var importer = await App.Staff(Roles.Finance, Roles.PayoutApprover);
        var importerApi = await App.Client(importer);
        await Refused(Resolve(ApproverApi, Approver, batch, id), HttpStatusCode.Conflict, "wallet.payout-not-open");
        var stray = Statement("S-1", "100.00", "52.00", Booked(null, id, "48.00"));
        var answer = await Ok<ImportAnswer>(await Import(importerApi, stray));
        answer.Unmatched.ShouldBe(1);
        (await Detail(batch)).Payouts.Single().MayResolve.ShouldBeTrue();
        await Refused(
            Resolve(importerApi, importer, batch, id),
            HttpStatusCode.UnprocessableEntity,
            "wallet.four-eyes"
        );
        (await State(id)).ShouldBe(WithdrawalState.Sent);
        await Ok<PayoutAnswer>(await Resolve(ApproverApi, Approver, batch, id));
        (await State(id)).ShouldBe(WithdrawalState.Paid);

        var stored = await Show<BankAnswerDetail>($"bank-answers/{answer.Id}");
        stored.ImportedBy.ShouldBe(importer.Id);
        var lines = await Audit();
        lines.ShouldContain(($"person:{importer.Id}", "bank-answer.imported", $"bank-answer:{stored.Sha256}"));
        lines.ShouldContain(($"person:{Approver.Id}", "payout.resolved.settled", $"payout:{id}"));
    }

    private static string OfFile(string answer, string file, string original) =>
        answer
            .Replace("A-9", file, StringComparison.Ordinal)
            .Replace("</OrgnlMsgNmId>", "</OrgnlMsgNmId>" + original, StringComparison.Ordinal);

    private async Task<HttpResponseMessage> Resolve(
        HttpClient http,
        TestPerson by,
        PayoutBatchId batch,
        WithdrawalId id
    ) =>
        await Post(
            http,
            $"api/v1/wallet/payout-batches/{batch}/payouts/{id}/resolve",
            new ResolutionBody(PayoutOutcome.Settled, "MS03", "Ticket 4711", await Code(by))
        );

    private async Task<List<(string, string, string)>> Audit()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplianceDbContext>();
        var rows = await db.Audit.AsNoTracking().ToListAsync();
        return rows.ConvertAll(x => (x.Actor, x.Action, x.Subject));
    }
}

public sealed class SqliteSecondPersonTests() : SecondPersonSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSecondPersonTests() : SecondPersonSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSecondPersonTests() : SecondPersonSuite(Engine.SqlServer);
