using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>
/// A bank's file of thousands of lines is taken in by short steps, and once, whatever happens between two.
/// </summary>
public abstract class LongAnswerSuite(Engine engine) : FridaySuite(engine)
{
    private const int Strangers = 3_000;
    private const int MostRows = 50;

    private readonly RowsPerTransaction rows = new();

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddSingleton<IInterceptor>(rows);

    [EngineFact]
    [Rule("WAL-11", Part = "imported")]
    public async Task A_long_file_is_taken_in_by_short_steps_and_a_top_up_beside_it_goes_through()
    {
        var (paid, _) = await Due(4_800, whose: await Named("Łucja Nguyễn"));
        var batch = await Sent();
        var (_, client) = await NewClient();
        var file = Long(batch, paid);
        App.Crash.Recorded = [];
        var stored = await Ok<ImportAnswer>(await Import(file));
        (stored.Lines, stored.LinesDone, stored.Applied).ShouldBe((Strangers + 1, 0, 0));

        // Between two steps nothing is held: somebody pays, and the page tells how far it came.
        var seen = 0;
        App.Crash.Subject = nameof(TakeBankAnswerLines);
        App.Crash.After = 10;
        App.Crash.StopAt = "work.after-commit";
        App.Crash.Meanwhile = async () =>
        {
            (await TopUp(client, 500)).Status.ShouldBe(TopUpStatus.Succeeded);
            seen = (await Show<BankAnswerDetail>($"bank-answers/{stored.Id}")).LinesDone;
        };
        await App.Drain();
        App.Crash.StopAt.ShouldBeNull();
        seen.ShouldBe(11 * MostRows);

        var steps = App.Crash.Recorded.Count(x => x == ("work.begun", nameof(TakeBankAnswerLines)));
        steps.ShouldBe((Strangers + 1 + MostRows - 1) / MostRows);
        rows.Most.ShouldBe(MostRows);
        await ShouldBeTakenInOnce(stored.Id, paid);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "imported")]
    public async Task A_host_that_stops_in_the_middle_of_a_file_goes_on_where_it_was()
    {
        var (paid, _) = await Due(4_800, whose: await Named("Łucja Nguyễn"));
        var batch = await Sent();
        var stored = await Ok<ImportAnswer>(await Import(Long(batch, paid)));
        App.Crash.Subject = nameof(TakeBankAnswerLines);
        App.Crash.After = 10;
        foreach (var place in new[] { "work.before-commit", "work.after-commit", "work.begun" })
        {
            App.Crash.StopAt = place;
            await using var scope = App.Services.CreateAsyncScope();
            var drain = scope.ServiceProvider.GetRequiredService<Drain>();
            await Should.ThrowAsync<CrashException>(() => drain.Run(CancellationToken.None));
        }

        var half = await Show<BankAnswerDetail>($"bank-answers/{stored.Id}");
        // Ten steps before each stop, and the eleventh was lost, kept and lost.
        half.LinesDone.ShouldBe(31 * MostRows);
        await using var another = await App.Again();
        await another.Drain();
        await ShouldBeTakenInOnce(stored.Id, paid);
    }

    [EngineFact]
    [Rule("WAL-11", Part = "imported")]
    public async Task A_line_about_a_message_of_many_payments_is_taken_in_by_short_steps()
    {
        for (var i = 0; i < MostRows + 5; i++)
        {
            await Due(1_000);
        }

        var batch = await Sent();
        (await Ok<ImportAnswer>(await Import(Pain002(batch, "A-1", "ACSC")))).Applied.ShouldBe(MostRows + 5);
        rows.Most.ShouldBe(MostRows);
        (await Detail(batch)).Batch.State.ShouldBe(PayoutBatchState.Closed);
        (await Balance(Accounts.Bank)).ShouldBe(-1_000 * (MostRows + 5));
    }

    private static string Long(PayoutBatchId batch, WithdrawalId paid)
    {
        var strangers = Enumerable
            .Range(0, Strangers)
            .Select(_ => (new WithdrawalId(Ids.New()), "ACSC", (string?)null));
        return Pain002(batch, "A-1", null, [.. strangers, (paid, "ACSC", null)]);
    }

    private async Task ShouldBeTakenInOnce(Guid answer, WithdrawalId paid)
    {
        var lines = await Read(db =>
            db.BankAnswerRows.Where(x => x.AnswerId == answer)
                .OrderBy(x => x.Sequence)
                .Select(x => x.Line)
                .ToListAsync()
        );
        lines.ShouldBe(Enumerable.Range(1, Strangers + 1));
        (await State(paid)).ShouldBe(WithdrawalState.Paid);
        (await Balance(Accounts.Bank)).ShouldBe(-4_800);
        (await Published("wallet.payout-paid.v1")).ShouldBe(1);
        var done = await Show<BankAnswerDetail>($"bank-answers/{answer}");
        (done.LinesDone, done.LinesTotal).ShouldBe((Strangers + 1, Strangers + 1));
    }

    /// <summary>The most lines of a bank's file that one transaction wrote.</summary>
    private sealed class RowsPerTransaction : SaveChangesInterceptor
    {
        private readonly ConcurrentDictionary<Guid, int> written = [];

        public int Most => written.Values.DefaultIfEmpty().Max();

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            var db = eventData.Context!;
            var added = db.ChangeTracker.Entries<BankAnswerRow>().Count(x => x.State == EntityState.Added);
            if (db.Database.CurrentTransaction is { } transaction && added > 0)
            {
                written.AddOrUpdate(transaction.TransactionId, added, (_, before) => before + added);
            }

            return ValueTask.FromResult(result);
        }
    }
}

public sealed class SqliteLongAnswerTests() : LongAnswerSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresLongAnswerTests() : LongAnswerSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerLongAnswerTests() : LongAnswerSuite(Engine.SqlServer);
