using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Benchmarks;

/// <summary>
/// R1: postings through the ledger, one commit each, against bare ADO.NET writing the same rows into the same tables;
/// both WAL and FULL, in turns, so that a noisy neighbour meets both alike.
/// </summary>
internal static class DurablePostings
{
    private const int PerTurn = 200;

    private static readonly string[] Inserts =
    [
        """
            UPDATE wallet_balances SET "PostedMinor" = "PostedMinor" - 6000 WHERE "Account" = $wallet AND
            "Commodity" = 'GBP' AND "PostedMinor" - 6000 - "HeldMinor" >= 0
            """,
        """
            UPDATE wallet_balances SET "PostedMinor" = "PostedMinor" + 4800 WHERE "Account" = $payable AND
            "Commodity" = 'GBP'
            """,
        """
            INSERT INTO wallet_journals ("Id", "Source", "ExternalId", "BusinessAt", "Reason", "BookingNumber",
            "RecordedAtMicros") VALUES ($id, 'bench', $key, 1, 'Session AB12-CD34', 'AB12-CD34', 1)
            """,
        Posting("$wallet", 1, 6_000),
        Posting("$payable", 2, -4_800),
        Posting($"'{Accounts.Commission}'", 3, -1_000),
        Posting($"'{Accounts.VatOutput}'", 4, -200),
    ];

    public static async Task<Line[]> Run()
    {
        await using var ours = await TelehealthApp.Start();
        await using var bare = await TelehealthApp.Start();
        var client = new PersonId(Ids.New());
        var provider = new ProviderId(Ids.New());
        await Open(ours, client, provider);
        await Open(bare, client, provider);
        await using var connection = Connect(bare);
        var pace = await Turns.Compare(
            turns: 15,
            PerTurn,
            () => Repeat(() => Post(ours, client, provider)),
            () => Repeat(() => Insert(connection, client, provider))
        );
        return [Line.Of("R1 durable postings, SQLite", pace, 0.6)];
    }

    private static string Posting(string account, int line, long minor) =>
        $"""
            INSERT INTO wallet_postings ("JournalId", "Line", "Account", "Commodity", "AmountMinor")
            VALUES ($id, {line}, {account}, 'GBP', {minor}) RETURNING "Sequence"
            """;

    private static async Task Repeat(Func<Task> work)
    {
        for (var i = 0; i < PerTurn; i++)
        {
            await work();
        }
    }

    private static async Task Post(TelehealthApp app, PersonId client, ProviderId provider)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        var ledger = scope.ServiceProvider.GetRequiredService<LedgerBook>();
        var journal = new Journal(
            "bench",
            Ids.New().ToString(),
            Instant.FromUnixTimeTicks(10),
            "Session AB12-CD34",
            [
                Entry.Debit(Accounts.ClientWallet(client), Money.Gbp(6_000)),
                Entry.Credit(Accounts.ProviderPayable(provider), Money.Gbp(4_800)),
                Entry.Credit(Accounts.Commission, Money.Gbp(1_000)),
                Entry.Credit(Accounts.VatOutput, Money.Gbp(200)),
            ],
            "AB12-CD34"
        );
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await ledger.Post(journal, CancellationToken.None))
        {
            throw new InvalidOperationException("The wallet is empty.");
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static async Task Insert(SqliteConnection connection, PersonId client, ProviderId provider)
    {
        await using var transaction = connection.BeginTransaction();
        var id = Ids.New();
        foreach (var sql in Inserts)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            Bind(command, "$wallet", Accounts.ClientWallet(client));
            Bind(command, "$payable", Accounts.ProviderPayable(provider));
            Bind(command, "$id", id);
            Bind(command, "$key", id.ToString());
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static void Bind(SqliteCommand command, string name, object value)
    {
        if (command.CommandText.Contains(name, StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue(name, value);
        }
    }

    private static SqliteConnection Connect(TelehealthApp app)
    {
        var connection = new SqliteConnection(app.Database.ConnectionString);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private static async Task Open(TelehealthApp app, PersonId client, ProviderId provider)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var (account, minor) in new[] { (Accounts.ClientWallet(client), 1L << 40), (Payable(provider), 0L) })
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO wallet_balances (Account, Commodity, HeldMinor, PostedMinor)
                VALUES ({account}, 'GBP', 0, {minor})
                """
            );
        }

        await transaction.CommitAsync();
    }

    private static string Payable(ProviderId provider) => Accounts.ProviderPayable(provider);
}
