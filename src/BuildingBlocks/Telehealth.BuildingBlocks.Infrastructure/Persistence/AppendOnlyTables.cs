using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>
/// Tables to which rows are only ever added. The model says which; every migration that creates one creates its
/// triggers too, so that the database refuses UPDATE, DELETE and TRUNCATE on each engine and a remade migration cannot
/// lose them.
/// </summary>
public static class AppendOnlyTables
{
    private const string Annotation = "Telehealth:AppendOnly";

    /// <summary>Declares the entity's table append-only; call it after <c>ToTable</c>.</summary>
    /// <param name="row">The entity.</param>
    /// <param name="engine">The engine the model is made for.</param>
    /// <param name="because">What the database says to whoever tries a change.</param>
    public static void IsAppendOnly<T>(this EntityTypeBuilder<T> row, Engine engine, string because)
        where T : class
    {
        row.HasAnnotation(Annotation, because);
        if (engine == Engine.SqlServer)
        {
            // SQL Server refuses OUTPUT on a table with triggers; EF must know of them there, and only there.
            row.ToTable(table => table.HasTrigger(TriggerName(row.Metadata.GetTableName()!)));
        }
    }

    /// <summary>The append-only tables of a model, with what the database says to a change.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyModel model) =>
        model
            .GetEntityTypes()
            .Where(x => x.FindAnnotation(Annotation) is not null)
            .ToDictionary(x => x.GetTableName()!, x => (string)x.FindAnnotation(Annotation)!.Value!);

    /// <summary>A query that counts the enabled triggers of a module's append-only tables, as <c>Value</c>.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="module">The module's name: the tables' prefix.</param>
    public static string CountSql(Engine engine, string module) =>
        engine switch
        {
            Engine.Sqlite => "SELECT COUNT(*) AS \"Value\" FROM sqlite_master "
                + $"WHERE type = 'trigger' AND name LIKE '{module}_%_immutable%'",
            Engine.Postgres => "SELECT COUNT(*) AS \"Value\" FROM pg_trigger "
                + $"WHERE tgname LIKE '{module}_%_immutable%' AND tgenabled = 'O'",
            _ => "SELECT COUNT_BIG(*) AS [Value] FROM sys.triggers "
                + $"WHERE name LIKE '{module}_%_immutable%' AND is_disabled = 0",
        };

    /// <summary>How many triggers guard one table on the engine.</summary>
    public static int TriggersPerTable(Engine engine) => engine == Engine.SqlServer ? 1 : 2;

    /// <summary>The statements that create a table's triggers.</summary>
    internal static IEnumerable<string> CreateTriggers(Engine engine, string table, string because)
    {
        var name = TriggerName(table);
        var message = because.Replace("'", "''", StringComparison.Ordinal);
        return engine switch
        {
            Engine.Sqlite => new[] { "UPDATE", "DELETE" }.Select(verb =>
                $"CREATE TRIGGER {name}_{verb.ToLowerInvariant()} BEFORE {verb} ON {table} "
                + $"BEGIN SELECT RAISE(ABORT, '{message}'); END;"
            ),
            Engine.Postgres =>
            [
                $"CREATE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                    + $"$$ BEGIN RAISE EXCEPTION '{message}'; END $$;",
                $"CREATE TRIGGER {name}_rows BEFORE UPDATE OR DELETE ON {table} "
                    + $"FOR EACH ROW EXECUTE FUNCTION {table}_refuse_change();",
                $"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {table} "
                    + $"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_change();",
            ],
            // EXEC, because CREATE TRIGGER must stand alone in its batch and an idempotent script wraps it in an IF.
            _ =>
            [
                $"EXEC(N'CREATE TRIGGER {name} ON {table} INSTEAD OF UPDATE, DELETE AS "
                    + $"THROW 51000, ''{message.Replace("'", "''", StringComparison.Ordinal)}'', 1;');",
            ],
        };
    }

    private static string TriggerName(string table) => $"{table}_immutable";
}
