using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>The ledger: immutable, corrected by reversal, and the same to another program (WAL-01, WAL-14).</summary>
public abstract class LedgerSuite(Engine engine) : WalletSuite(engine, ("Wallet:SnapshotAfterPostings", "4"))
{
    [EngineFact]
    [Rule("WAL-01", Part = "immutable")]
    public async Task What_was_posted_can_neither_be_changed_nor_deleted()
    {
        var (_, http) = await NewClient(5_000);
        foreach (var table in new[] { "wallet_journals", "wallet_postings" })
        {
            var column = table == "wallet_journals" ? "Reason" : "Account";
            await Should.ThrowAsync<DbException>(() => Sql($"UPDATE {table} SET \"{column}\" = 'x'"));
            await Should.ThrowAsync<DbException>(() => Sql($"DELETE FROM {table}"));
        }

        (await Balance(http)).Posted.ShouldBe(5_000);
        var guarded = (await App.Send(new VerifyLedger(false))).Value.Checks.Single(x => x.Name == "ledger-guarded");
        guarded.Differences.ShouldBeEmpty();
    }

    [EngineFact]
    public async Task The_database_itself_refuses_to_overdraw_an_account()
    {
        await NewClient(5_000);
        await Should.ThrowAsync<DbException>(() => Sql("UPDATE wallet_balances SET \"PostedMinor\" = -1"));
        await Should.ThrowAsync<DbException>(() => Sql("UPDATE wallet_balances SET \"HeldMinor\" = 5001"));
    }

    [EngineFact]
    [Rule("WAL-01", Part = "reversal")]
    [Rule("WAL-17", Part = "reversal once")]
    public async Task A_journal_is_reversed_once_by_finance_and_a_reversal_never()
    {
        var (_, http) = await NewClient(5_000);
        var original = await Read(db => db.Journals.Select(x => x.Id).SingleAsync());
        using (var client = await Reverse(http, original))
        {
            client.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var finance = await App.Client(await App.Staff(Roles.Finance));
        var answers = await Together(8, _ => Reverse(finance, original));
        answers.Count(x => x.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(x => x.StatusCode == HttpStatusCode.Conflict))
        {
            (await Code(refused)).ShouldBeOneOf("wallet.already-reversed", "platform.busy");
        }

        using var twice = await Reverse(finance, original);
        (await Code(twice)).ShouldBe("wallet.already-reversed");
        (await Balance(http)).Posted.ShouldBe(0);
        (await Journals()).ShouldBe(2);
        var reversal = await Read(db => db.Journals.Where(x => x.ReversesId != null).Select(x => x.Id).SingleAsync());
        using var again = await Reverse(finance, reversal);
        (await Code(again)).ShouldBe("wallet.reversal-of-reversal");
        using var unknown = await Reverse(finance, new(Ids.New()));
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    public async Task A_reversal_that_would_overdraw_a_wallet_is_refused()
    {
        var (person, http) = await NewClient(5_000);
        await App.Send(new ReserveCover(new(Ids.New()), person.Id, Money.Gbp(1_000), 60));
        var finance = await App.Client(await App.Staff(Roles.Finance));
        using var refused = await Reverse(finance, await Read(db => db.Journals.Select(x => x.Id).SingleAsync()));
        (await Code(refused)).ShouldBe("wallet.insufficient-funds");
        (await Balance(http)).ShouldBe((4_000, 1_000, 5_000));
    }

    [EngineFact]
    [Rule("WAL-14", Part = "agrees")]
    public async Task Hledger_accepts_the_export_and_agrees_on_every_balance()
    {
        await NewClient(5_000);
        var (person, http) = await NewClient(7_501);
        var export = (await App.Send(new ExportLedger())).Value;
        export.Journals.ShouldBe(2);
        var file = Path.Combine(Path.GetTempPath(), $"telehealth-{Ids.New():N}.journal");
        await File.WriteAllTextAsync(file, export.Text);
        try
        {
            await Hledger("-f", file, "check", "--strict");
            var mine = Accounts.ClientWallet(person.Id);
            var balances = await Hledger("-f", file, "bal", "-N", "--flat", "-O", "csv");
            balances.ShouldContain($"\"{mine}\",\"GBP -75.01\"");
            balances.ShouldContain("\"asset:stripe:clearing\",\"GBP 125.01\"");
            (await Hledger("-f", file, "bal", "-O", "csv")).ShouldContain("\"total\",\"0\"");
        }
        finally
        {
            File.Delete(file);
        }

        (await Balance(http)).Posted.ShouldBe(7_501);
    }

    [EngineFact]
    public async Task A_snapshot_and_its_tail_are_the_balance()
    {
        var (_, http) = await NewClient(5_000);
        await TopUp(http, 6_000);
        await App.Send(new TakeSnapshot(2));
        await App.Send(new TakeSnapshot(2));
        await TopUp(http, 7_000);
        var finance = await App.Client(await App.Staff(Roles.Finance));
        var trial = await Get<TrialBalanceAnswer>(finance, "api/v1/wallet/trial-balance");
        trial!
            .Lines.Select(x => (x.Account, x.Balance.Amount))
            .ShouldBe([("asset:stripe:clearing", 18_000), ("liability:client-wallet:*", -18_000)]);
        (await Read(db => db.Snapshots.SingleAsync())).ThroughSequence.ShouldBe(2);
    }

    [EngineFact]
    [Rule("WAL-01", Part = "derived")]
    [Rule("WAL-01", Part = "sum-zero")]
    public async Task Random_work_of_eight_at_once_keeps_every_invariant()
    {
        var people = new List<TestPerson>();
        for (var i = 0; i < 3; i++)
        {
            people.Add((await NewClient(20_000)).Person);
        }

        await Together(8, worker => Work(people, new Random(worker)));
        (await App.Send(new VerifyLedger(false))).Value.Ok.ShouldBeTrue();
    }

    private async Task<int> Work(List<TestPerson> people, Random random)
    {
        var mine = new List<CoverId>();
        for (var step = 0; step < 25; step++)
        {
            if (mine.Count == 0 || random.Next(2) == 0)
            {
                var id = new CoverId(Ids.New());
                var amount = Money.Gbp(random.Next(1, 6_000));
                var person = people[random.Next(people.Count)];
                var held = await App.Send(new ReserveCover(id, person.Id, amount, 60));
                mine.AddRange(held.IsSuccess ? [id] : []);
            }
            else
            {
                var cover = mine[random.Next(mine.Count)];
                var attempt = random.Next(1, 4);
                await App.Send(new ConfirmCover(cover, attempt, Money.Gbp(random.Next(1, 3_000))));
            }
        }

        return mine.Count;
    }

    private static Task<HttpResponseMessage> Reverse(HttpClient http, JournalId id) =>
        Post(http, $"api/v1/wallet/journals/{id}/reversal", new ReversalBody("Posted to the wrong wallet"));

    private async Task<int> Sql(string sql)
    {
        await using var connection = TestDatabases.Connect(App.Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Hledger(params string[] arguments)
    {
        var start = new ProcessStartInfo("hledger", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
        return await output;
    }
}

public sealed class SqliteLedgerTests() : LedgerSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresLedgerTests() : LedgerSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerLedgerTests() : LedgerSuite(Engine.SqlServer);
