using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>The day a batch is paid on is looked at again when it is approved and when its file goes out.</summary>
public abstract class ExecutionDateSuite(Engine engine) : FridaySuite(engine)
{
    // Never looked at: what is refused before it costs no code.
    private const string AnyCode = "123456";

    private PayoutCalendar Calendar => App.Services.GetRequiredService<PayoutCalendar>();

    // Far enough ahead for every kind of file.
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Friday = Calendar.OnOrAfter(Friday.PlusDays(7));
    }

    [EngineFact]
    [Rule("WAL-10", Part = "four-eyes")]
    public async Task A_batch_whose_day_is_over_is_approved_for_the_next_business_day_that_was_seen()
    {
        var (id, _) = await Due(4_800);
        var batch = await Reviewed();
        (await Detail(batch)).Batch.MovedFrom.ShouldBeNull();
        // To the weekend after it, or the holiday.
        var late = Friday.PlusDays(1);
        await To(late);
        var expected = Calendar.OnOrAfter(late);
        var seen = (await Detail(batch)).Batch;
        (seen.PayDate, seen.MovedFrom).ShouldBe((expected, Friday));

        var path = $"api/v1/wallet/payout-batches/{batch}/approve";
        LocalDate?[] others = [null, Friday, expected.PlusDays(1)];
        foreach (var other in others)
        {
            using var refused = await Post(ApproverApi, path, new ApprovalBody(AnyCode, seen.Version, other));
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
            problem.GetProperty("code").GetString().ShouldBe("wallet.pay-date-moved");
            problem.GetProperty("payDate").GetString().ShouldBe($"{expected:uuuu-MM-dd}");
        }

        var body = new ApprovalBody(await Code(Approver), seen.Version, expected);
        var approved = await Ok<BatchAnswer>(await Post(ApproverApi, path, body));
        (approved.State, approved.PayDate, approved.MovedFrom).ShouldBe((PayoutBatchState.Approved, expected, null));
        await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"));
        (await File(batch)).ShouldContain($"<ReqdExctnDt>\n        <Dt>{expected:uuuu-MM-dd}</Dt>");
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "sent"));
        (await State(id)).ShouldBe(WithdrawalState.Sent);
        var told = await Read(db => db.Outbox.SingleAsync(x => x.WireName == "wallet.payout-sent.v1"));
        told.Payload.ShouldContain($"{expected:uuuu-MM-dd}");
    }

    [EngineFact]
    [Rule("WAL-10", Part = "frozen")]
    public async Task An_approved_batch_whose_day_is_over_has_no_file_until_somebody_approved_the_new_day()
    {
        await Due(4_800);
        var batch = await Approved();
        await Refused(Step(FinanceApi, batch, "reopen"), HttpStatusCode.Conflict, "wallet.pay-date-kept");
        (await Detail(batch)).MayReopen.ShouldBeFalse();
        await To(Friday.PlusDays(1));
        (await Detail(batch)).MayReopen.ShouldBeTrue();
        await Refused(Step(FinanceApi, batch, "file"), HttpStatusCode.Conflict, "wallet.pay-date-past");
        await Refused(Step(ApproverApi, batch, "reopen"), HttpStatusCode.Forbidden, "forbidden");
        var back = await Ok<BatchAnswer>(await Step(FinanceApi, batch, "reopen"));
        back.State.ShouldBe(PayoutBatchState.Reviewed);
        back.ApprovedBy.ShouldBeNull();
        var expected = Calendar.OnOrAfter(Friday.PlusDays(1));
        (await ApproveSeen(batch)).PayDate.ShouldBe(expected);
        await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"));
        (await File(batch)).ShouldContain($"{expected:uuuu-MM-dd}");
        (await Detail(batch)).Timeline.ShouldContain(x => x.Step == BatchStep.Reopened && x.By == Finance.Id);
    }

    [EngineFact]
    [Rule("WAL-10", Part = "frozen")]
    public async Task A_file_whose_day_is_over_is_not_given_out_and_goes_back_only_while_nobody_has_it()
    {
        await Due(4_800);
        var kept = await Approved();
        await Ok<FileAnswer>(await Step(FinanceApi, kept, "file"));
        await To(Friday.PlusDays(1));
        var path = $"api/v1/wallet/payout-batches/{kept}/file";
        await Refused(FinanceApi.GetAsync(path), HttpStatusCode.Conflict, "wallet.pay-date-past");
        await Ok<BatchAnswer>(await Step(FinanceApi, kept, "reopen"));
        await Refused(FinanceApi.GetAsync(path), HttpStatusCode.Conflict, "wallet.batch-has-no-file");
        var day = (await ApproveSeen(kept)).PayDate;
        await Ok<FileAnswer>(await Step(FinanceApi, kept, "file"));
        (await File(kept)).ShouldContain($"{day:uuuu-MM-dd}");

        // It is out: whoever has it may have given it to the bank.
        await To(day.PlusDays(1));
        await Refused(Step(FinanceApi, kept, "reopen"), HttpStatusCode.Conflict, "wallet.file-given-out");
        await Ok<BatchAnswer>(await Step(FinanceApi, kept, "sent"));
        (await File(kept)).ShouldContain($"{day:uuuu-MM-dd}");
        await Refused(Step(FinanceApi, kept, "reopen"), HttpStatusCode.Conflict, "wallet.batch-not-open");
    }

    [EngineFact]
    [Rule("WAL-10", Part = "bacs")]
    public async Task A_bacs_file_is_made_two_working_days_ahead_or_not_at_all()
    {
        await Due(4_800);
        var batch = await Approved();
        await To(Calendar.BusinessDayBefore(Friday));
        var path = $"api/v1/wallet/payout-batches/{batch}/file";
        await Refused(
            Post(FinanceApi, path, new FileBody(BankFileFormat.Bacs)),
            HttpStatusCode.Conflict,
            "wallet.bacs-too-late"
        );
        await Ok<FileAnswer>(await Post(FinanceApi, path, new FileBody()));
    }

    [EngineFact]
    [Rule("WAL-10", Part = "bacs")]
    public async Task A_bacs_file_is_made_for_an_account_with_a_service_user_number()
    {
        await Due(4_800);
        var batch = await Approved();
        var path = $"api/v1/wallet/payout-batches/{batch}/file";
        var file = await Ok<FileAnswer>(await Post(FinanceApi, path, new FileBody(BankFileFormat.Bacs)));
        file.Name.ShouldEndWith(".txt");
        var text = await File(batch);
        text.ShouldStartWith("VOL1");
        var processing = Calendar.BusinessDayBefore(Friday);
        text.ShouldContain($"UHL1 {processing.Year % 100:D2}{processing.DayOfYear:D3}");
    }

    [EngineFact]
    [Rule("WAL-10", Part = "gathered")]
    public async Task A_euro_batch_is_gathered_by_the_days_of_target_and_a_sterling_one_by_those_of_the_uk()
    {
        // A day on which London is closed and TARGET is open, such as Boxing Day's substitute.
        var day = Friday;
        while (Calendar.IsBusinessDay(day) || !Calendar.In("EUR").IsBusinessDay(day))
        {
            day = day.PlusDays(1);
        }

        await To(day.PlusDays(-2));
        const string batches = "api/v1/wallet/payout-batches";
        await Refused(
            Post(FinanceApi, batches, new GatherBody(day, "eur-development")),
            HttpStatusCode.UnprocessableEntity,
            "wallet.nothing-due"
        );
        await Refused(Post(FinanceApi, batches, new GatherBody(day, Account)), HttpStatusCode.BadRequest, "validation");
    }

    private Task To(LocalDate day) => App.AdvanceTo(Calendar.StartOf(day) + Duration.FromHours(12));

    private async Task<string> File(PayoutBatchId batch)
    {
        using var response = await FinanceApi.GetAsync($"api/v1/wallet/payout-batches/{batch}/file");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>A further approver, whose code is fresh, approves the day that the batch shows.</summary>
    private async Task<BatchAnswer> ApproveSeen(PayoutBatchId batch)
    {
        var approver = await App.Staff(Roles.PayoutApprover);
        // Signing in takes a code too: the one for the approval comes after it.
        var api = await App.Client(approver);
        var seen = (await Detail(batch)).Batch;
        var body = new ApprovalBody(await Code(approver), seen.Version, seen.PayDate);
        var path = $"api/v1/wallet/payout-batches/{batch}/approve";
        return await Ok<BatchAnswer>(await Post(api, path, body));
    }
}

public sealed class SqliteExecutionDateTests() : ExecutionDateSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresExecutionDateTests() : ExecutionDateSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerExecutionDateTests() : ExecutionDateSuite(Engine.SqlServer);
