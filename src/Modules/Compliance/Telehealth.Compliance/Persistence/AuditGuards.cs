using Microsoft.EntityFrameworkCore.Migrations;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Compliance.Persistence;

/// <summary>
/// Triggers that refuse UPDATE and DELETE on the audit and on the logs of cases (COM-05, COM-09), so that not even a
/// slip of our own changes one. The migration that makes the tables ends with <see cref="Create"/>.
/// </summary>
internal static class AuditGuards
{
    public const string Audit = "compliance_audit";
    public const string Entries = "compliance_case_entries";

    private const string Message = "Lines of the audit and of a case are only ever added.";

    private static readonly string[] Tables = [Audit, Entries];

    public static string NameOf(string table) => $"{table}_immutable";

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
            $"CREATE TRIGGER {NameOf(table)}_{verb.ToLowerInvariant()} BEFORE {verb} ON {table} "
            + $"BEGIN SELECT RAISE(ABORT, '{Message}'); END;"
        );

    private static IEnumerable<string> Postgres()
    {
        yield return "CREATE FUNCTION compliance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            + $"$$ BEGIN RAISE EXCEPTION '{Message}'; END $$;";
        foreach (var table in Tables)
        {
            yield return $"CREATE TRIGGER {NameOf(table)}_rows BEFORE UPDATE OR DELETE ON {table} "
                + "FOR EACH ROW EXECUTE FUNCTION compliance_refuse_change();";
            yield return $"CREATE TRIGGER {NameOf(table)}_all BEFORE TRUNCATE ON {table} "
                + "FOR EACH STATEMENT EXECUTE FUNCTION compliance_refuse_change();";
        }
    }

    // EXEC, because CREATE TRIGGER must stand alone in its batch and an idempotent script wraps it in an IF.
    private static string SqlServer(string table) =>
        $"EXEC(N'CREATE TRIGGER {NameOf(table)} ON {table} INSTEAD OF UPDATE, DELETE AS "
        + $"THROW 51000, ''{Message}'', 1;');";
}
