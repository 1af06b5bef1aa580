using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Benchmarks;

/// <summary>
/// R2, on PostgreSQL: sixteen writers on sixteen wallets whose commission meets in one account. Ours has no balance row
/// there; the other posts the same journals to an account that has one. And sixteen writers on one wallet against the
/// naive row: an update by ADO.NET that asks no questions.
/// </summary>
internal static class OneCommissionAccount
{
    private const int Writers = 16;
    private const int PerWriter = 25;
    private const long PriceMinor = 1_200;
    private static readonly ProviderId RowBearer = new(Ids.New());

    public static async Task<Line[]> Run()
    {
        if (TestServers.Unreachable(Engine.Postgres) is { } reason)
        {
            return [Line.Figure("R2 one commission account", reason)];
        }

        await using var app = await TelehealthApp.Start(Engine.Postgres);
        var wallets = Enumerable.Range(0, Writers).Select(_ => new PersonId(Ids.New())).ToList();
        await Fund(app, [.. wallets.Select(Accounts.ClientWallet)], 1L << 40);
        await Fund(app, [Accounts.ProviderPayable(RowBearer)], 0);
        var many = await Turns.Compare(
            turns: 11,
            perTurn: Writers * PerWriter,
            () => Write(i => Post(app, wallets[i], Accounts.Commission)),
            () => Write(i => Post(app, wallets[i], Accounts.ProviderPayable(RowBearer)))
        );
        var one = wallets[0];
        await using var naive = NpgsqlDataSource.Create(app.Database.ConnectionString);
        var single = await Turns.Compare(
            turns: 11,
            perTurn: Writers * PerWriter,
            () => Write(_ => Post(app, one, Accounts.Commission)),
            () => Write(_ => Naive(naive, wallets[1]))
        );
        await ShouldStopAtZero(app);
        return
        [
            Line.Of($"R2 {Writers} wallets, one commission account, Postgres", many, 2),
            Line.Of($"R2 {Writers} writers on one wallet, Postgres", single, 0.8),
        ];
    }

    private static Task Write(Func<int, Task<bool>> post) =>
        Turns.Together(
            Writers,
            async i =>
            {
                for (var n = 0; n < PerWriter; n++)
                {
                    if (!await post(i))
                    {
                        throw new InvalidOperationException("A funded wallet was refused.");
                    }
                }
            }
        );

    private static async Task<bool> Post(TelehealthApp app, PersonId client, string commission)
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
                Entry.Debit(Accounts.ClientWallet(client), Money.Gbp(PriceMinor)),
                Entry.Credit(commission, Money.Gbp(1_000)),
                Entry.Credit(Accounts.VatOutput, Money.Gbp(200)),
            ],
            "AB12-CD34"
        );
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await ledger.Post(journal, CancellationToken.None))
        {
            return false;
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    private static async Task<bool> Naive(NpgsqlDataSource source, PersonId client)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var wallet = Accounts.ClientWallet(client);
        await using (var update = connection.CreateCommand())
        {
            update.CommandText = """
                UPDATE wallet_balances SET "PostedMinor" = "PostedMinor" - $1
                WHERE "Account" = $2 AND "Commodity" = 'GBP'
                """;
            update.Parameters.Add(new() { Value = PriceMinor });
            update.Parameters.Add(new() { Value = wallet });
            await update.ExecuteNonQueryAsync();
        }

        var id = Ids.New();
        await using var batch = new NpgsqlBatch(connection, transaction);
        var journal = new NpgsqlBatchCommand(
            """
            INSERT INTO wallet_journals ("Id", "Source", "ExternalId", "BusinessAt", "Reason", "BookingNumber",
            "RecordedAtMicros") VALUES ($1, 'bench', $2, 1, 'Session AB12-CD34', 'AB12-CD34', 1)
            """
        );
        journal.Parameters.Add(new() { Value = id });
        journal.Parameters.Add(new() { Value = id.ToString() });
        batch.BatchCommands.Add(journal);
        var postings = new NpgsqlBatchCommand(
            $"""
            INSERT INTO wallet_postings ("JournalId", "Line", "Account", "Commodity", "AmountMinor") VALUES
            ($1, 1, $2, 'GBP', 1200), ($1, 2, '{Accounts.Commission}', 'GBP', -1000),
            ($1, 3, '{Accounts.VatOutput}', 'GBP', -200)
            """
        );
        postings.Parameters.Add(new() { Value = id });
        postings.Parameters.Add(new() { Value = wallet });
        batch.BatchCommands.Add(postings);
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Money for half of what is asked: exactly half gets through, and the wallet ends at zero.</summary>
    private static async Task ShouldStopAtZero(TelehealthApp app)
    {
        var client = new PersonId(Ids.New());
        var wallet = Accounts.ClientWallet(client);
        await Fund(app, [wallet], Writers * PerWriter / 2 * PriceMinor);
        var paid = 0;
        await Turns.Together(
            Writers,
            async _ =>
            {
                for (var n = 0; n < PerWriter; n++)
                {
                    Interlocked.Add(ref paid, await Post(app, client, Accounts.Commission) ? 1 : 0);
                }
            }
        );
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        var left = await db.Balances.Where(x => x.Account == wallet).Select(x => x.PostedMinor).SingleAsync();
        if (left != 0 || paid != Writers * PerWriter / 2)
        {
            throw new InvalidOperationException($"{paid} were paid and {left} is left.");
        }
    }

    private static async Task Fund(TelehealthApp app, IReadOnlyList<string> accounts, long minor)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        foreach (var account in accounts)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO wallet_balances ("Account", "Commodity", "HeldMinor", "PostedMinor")
                VALUES ({account}, 'GBP', 0, {minor})
                """
            );
        }
    }
}
