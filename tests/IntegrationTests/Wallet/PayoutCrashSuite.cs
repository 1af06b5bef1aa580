using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>
/// The power goes between any two steps of a Friday: whoever repeats the same step finishes it, and the money moved
/// once.
/// </summary>
public abstract class PayoutCrashSuite(Engine engine) : FridaySuite(engine)
{
    private static readonly string[] Steps =
    [
        nameof(GatherBatch),
        nameof(ReviewBatch),
        nameof(ApproveBatch),
        nameof(CheckStepUp),
        nameof(StorePayoutFile),
        nameof(DownloadPayoutFile),
        nameof(MarkBatchSent),
        nameof(ImportBankAnswers),
        nameof(TakeBankAnswerLines),
    ];

    private int files;

    [EngineFact]
    [Rule("WAL-10", Part = "sent")]
    public async Task A_friday_that_stops_between_any_two_steps_is_finished_by_repeating_the_step()
    {
        App.Crash.Recorded = [];
        await Job("none");
        var places = App.Crash.Recorded.Where(x => Steps.Contains(x.Subject)).Distinct().ToList();
        App.Crash.Recorded = null;
        places.Count.ShouldBeGreaterThan(15);
        foreach (var (step, subject) in places)
        {
            App.Crash.StopAt = step;
            App.Crash.Subject = subject;
            await Job($"{step} {subject}");
            App.Crash.StopAt.ShouldBeNull($"{step} {subject}");
        }

        (await Balance(Accounts.PayoutInTransit)).ShouldBe(0);
        (await Balance(Accounts.Bank)).ShouldBe(-1_000 * (places.Count + 1));
    }

    private async Task Job(string place)
    {
        try
        {
            var (id, _) = await Due(1_000, whose: await Named("Łucja Nguyễn"));
            var finance = Actor.OfPerson(Finance.Id, Roles.Finance);
            var second = await App.Staff(Roles.PayoutApprover);
            var approver = Actor.OfPerson(second.Id, Roles.PayoutApprover);
            var batch = (await Insist(finance, new GatherBatch(Friday, Account))).Id;
            await Insist(finance, new ReviewBatch(batch));
            await Insist(approver, new ApproveBatch(batch, null, new Secret(await Code(second))));
            await Insist(finance, new StorePayoutFile(batch, BankFileFormat.Pain001));
            await Insist(finance, new DownloadPayoutFile(batch, null));
            await Insist(finance, new MarkBatchSent(batch));
            var answer = System.Text.Encoding.UTF8.GetBytes(Pain002(batch, $"A-{++files}", null, (id, "ACSC", null)));
            await Insist(finance, new ImportBankAnswers(FrozenOrders.HashOf(answer), answer));
            await App.Drain();
            (await State(id)).ShouldBe(WithdrawalState.Paid);
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException($"Stopped at {place}: {e.Message}", e);
        }
    }

    /// <summary>Repeats the same call with the same key until it is answered, as a person would.</summary>
    private async Task<T> Insist<T>(Actor actor, ICommand<T> command)
    {
        var key = TelehealthApp.NewKey();
        while (true)
        {
            try
            {
                return (await App.Send(command, actor, key)).Value;
            }
            catch (CrashException)
            {
                // The power came back.
            }
        }
    }
}

public sealed class SqlitePayoutCrash() : PayoutCrashSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPayoutCrash() : PayoutCrashSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPayoutCrash() : PayoutCrashSuite(Engine.SqlServer);
