using Microsoft.EntityFrameworkCore.Migrations;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Receipts.Persistence;

/// <summary>
/// Triggers that refuse UPDATE and DELETE on issued documents and their bytes (RCP-04), so that not even a slip of our
/// own can change one. The first migration of each engine ends with <see cref="Create"/>.
/// </summary>
internal static class DocumentGuards
{
    private const string Message = "An issued document is never changed: correct it with a credit note.";

    private static readonly string[] Tables = ["receipts_documents", "receipts_document_files"];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var sql in Statements(Engines.Of(migration.ActiveProvider)))
        {
            migration.Sql(sql);
        }
    }

    private static IEnumerable<string> Statements(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => Tables.SelectMany(Sqlite),
            Engine.Postgres => Postgres(),
            Engine.SqlServer => Tables.Select(SqlServer),
            _ => throw new ArgumentOutOfRangeException(nameof(engine)),
        };

    private static IEnumerable<string> Sqlite(string table) =>
        new[] { "UPDATE", "DELETE" }.Select(verb =>
            $"CREATE TRIGGER {table}_immutable_{verb.ToLowerInvariant()} BEFORE {verb} ON {table} "
            + $"BEGIN SELECT RAISE(ABORT, '{Message}'); END;"
        );

    private static IEnumerable<string> Postgres()
    {
        yield return "CREATE FUNCTION receipts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            + $"$$ BEGIN RAISE EXCEPTION '{Message}'; END $$;";
        foreach (var table in Tables)
        {
            yield return $"CREATE TRIGGER {table}_immutable_rows BEFORE UPDATE OR DELETE ON {table} "
                + "FOR EACH ROW EXECUTE FUNCTION receipts_refuse_change();";
            yield return $"CREATE TRIGGER {table}_immutable_all BEFORE TRUNCATE ON {table} "
                + "FOR EACH STATEMENT EXECUTE FUNCTION receipts_refuse_change();";
        }
    }

    // EXEC, because CREATE TRIGGER must stand alone in its batch and an idempotent script wraps it in an IF.
    private static string SqlServer(string table) =>
        $"EXEC(N'CREATE TRIGGER {table}_immutable ON {table} INSTEAD OF UPDATE, DELETE AS "
        + $"THROW 51000, ''{Message}'', 1;');";
}
