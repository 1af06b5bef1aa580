using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Engines;

/// <summary>
/// Every table that the model calls append-only, with a row in it, refuses each verb that would change the row: the
/// migrations, however often they are remade, carry the triggers.
/// </summary>
public abstract class AppendOnlySuite(Engine engine)
{
    private static readonly Guid OneId = new("7a7a7a7a-7a7a-4a7a-8a7a-7a7a7a7a7a7a");

    private readonly HashSet<string> inserted = [];

    private static readonly string[] Known =
    [
        "compliance_audit",
        "compliance_case_entries",
        "receipts_document_files",
        "receipts_documents",
        "wallet_journals",
        "wallet_postings",
    ];

    [EngineFact]
    [Rule("WAL-01", Part = "immutable")]
    [Rule("RCP-04", Part = "immutable")]
    [Rule("COM-09", Part = "append-only")]
    public async Task No_verb_changes_a_row_of_an_append_only_table()
    {
        await using var app = await TelehealthApp.Start(engine);
        await using var scope = app.Services.CreateAsyncScope();
        var tried = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var registered in scope.ServiceProvider.GetServices<EngineContext>())
        {
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(registered.Context);
            foreach (var table in AppendOnlyTables.Of(db.Model).Keys)
            {
                tried.Add(table);
                await Refuses(app.Database, db.Model.GetEntityTypes().Single(x => x.GetTableName() == table));
            }
        }

        tried.ShouldBe(Known);
    }

    private async Task Refuses(TestDatabase database, IEntityType entity)
    {
        await using var connection = TestDatabases.Connect(database);
        await connection.OpenAsync();
        await Insert(connection, entity);
        var table = entity.GetTableName()!;
        var column = entity.GetProperties().First(x => !x.IsPrimaryKey() && !x.IsForeignKey()).GetColumnName();
        var verbs = new List<string>
        {
            $"UPDATE {table} SET {Quoted(column)} = {Quoted(column)}",
            $"DELETE FROM {table}",
        };
        if (engine != Engine.Sqlite)
        {
            verbs.Add($"TRUNCATE TABLE {table}" + (engine == Engine.Postgres ? " CASCADE" : ""));
        }

        foreach (var verb in verbs)
        {
            await Should.ThrowAsync<DbException>(() => Run(connection, verb), verb);
        }
    }

    // A row of values that every column takes: its keys alike, so that a row it points at can be made the same way.
    private async Task Insert(DbConnection connection, IEntityType entity)
    {
        if (!inserted.Add(entity.GetTableName()!))
        {
            return;
        }

        foreach (var key in entity.GetForeignKeys().Where(x => x.IsRequired))
        {
            await Insert(connection, key.PrincipalEntityType);
        }

        var columns = entity.GetProperties().Where(x => !x.IsNullable && !IsIdentity(x)).ToList();
        await using var command = connection.CreateCommand();
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.Value = ValueOf(columns[i]);
            command.Parameters.Add(parameter);
        }

        var names = string.Join(", ", columns.Select(x => Quoted(x.GetColumnName())));
        var values = string.Join(", ", columns.Select((_, i) => $"@p{i}"));
        command.CommandText = $"INSERT INTO {entity.GetTableName()} ({names}) VALUES ({values})";
        await command.ExecuteNonQueryAsync();
    }

    private static bool IsIdentity(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);

    private object ValueOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String when property.ClrType.IsEnum => Enum.GetNames(property.ClrType)[0],
            TypeCode.String => "x",
            TypeCode.Boolean => false,
            TypeCode.Int32 => 77,
            TypeCode.Int64 => 77L,
            _ when type == typeof(Guid) && engine == Engine.Sqlite => OneId.ToString().ToUpperInvariant(),
            _ when type == typeof(Guid) => OneId,
            _ => new byte[] { 7 },
        };
    }

    private string Quoted(string name) => engine == Engine.SqlServer ? $"[{name}]" : $"\"{name}\"";

    private static async Task Run(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class SqliteAppendOnly() : AppendOnlySuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresAppendOnly() : AppendOnlySuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerAppendOnly() : AppendOnlySuite(Engine.SqlServer);
