using Microsoft.EntityFrameworkCore.Migrations;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Wallet.Persistence;

/// <summary>
/// Triggers that refuse UPDATE and DELETE on the ledger, so that not even a slip of our own can change what was posted.
/// The migrations of all three engines end with <see cref="Create"/>.
/// </summary>
internal static class LedgerGuards
{
    public const string Journals = "wallet_journals_immutable";
    public const string Postings = "wallet_postings_immutable";

    private const string Message = "The ledger is append-only: correct it with a reversal.";

    public static void Create(MigrationBuilder migration)
    {
        foreach (var sql in Statements(Engines.Of(migration.ActiveProvider)))
        {
            migration.Sql(sql);
        }
    }

    public static IEnumerable<string> Statements(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => [.. Sqlite("wallet_journals"), .. Sqlite("wallet_postings")],
            Engine.Postgres => Postgres(),
            Engine.SqlServer => [SqlServer("wallet_journals"), SqlServer("wallet_postings")],
            _ => throw new ArgumentOutOfRangeException(nameof(engine)),
        };

    /// <summary>
    /// Counts the guards in the engine's catalogue; the invariant checker expects <see cref="Expected"/>.
    /// </summary>
    public static string CountSql(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => "SELECT COUNT(*) AS \"Value\" FROM sqlite_master "
                + "WHERE type = 'trigger' AND name LIKE 'wallet_%_immutable%'",
            Engine.Postgres => "SELECT COUNT(*) AS \"Value\" FROM pg_trigger "
                + "WHERE tgname LIKE 'wallet_%_immutable%' AND tgenabled = 'O'",
            _ => "SELECT COUNT_BIG(*) AS [Value] FROM sys.triggers "
                + "WHERE name LIKE 'wallet_%_immutable%' AND is_disabled = 0",
        };

    public static long Expected(Engine engine) => engine == Engine.SqlServer ? 2 : 4;

    private static IEnumerable<string> Sqlite(string table) =>
        new[] { "UPDATE", "DELETE" }.Select(verb =>
            $"CREATE TRIGGER {table}_immutable_{verb.ToLowerInvariant()} BEFORE {verb} ON {table} "
            + $"BEGIN SELECT RAISE(ABORT, '{Message}'); END;"
        );

    private static IEnumerable<string> Postgres()
    {
        yield return "CREATE FUNCTION wallet_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            + $"$$ BEGIN RAISE EXCEPTION '{Message}'; END $$;";
        foreach (var table in new[] { "wallet_journals", "wallet_postings" })
        {
            yield return $"CREATE TRIGGER {table}_immutable_rows BEFORE UPDATE OR DELETE ON {table} "
                + "FOR EACH ROW EXECUTE FUNCTION wallet_refuse_change();";
            yield return $"CREATE TRIGGER {table}_immutable_all BEFORE TRUNCATE ON {table} "
                + "FOR EACH STATEMENT EXECUTE FUNCTION wallet_refuse_change();";
        }
    }

    // EXEC, because CREATE TRIGGER must stand alone in its batch and an idempotent script wraps it in an IF.
    private static string SqlServer(string table) =>
        $"EXEC(N'CREATE TRIGGER {table}_immutable ON {table} INSTEAD OF UPDATE, DELETE AS "
        + $"THROW 51000, ''{Message}'', 1;');";
}
