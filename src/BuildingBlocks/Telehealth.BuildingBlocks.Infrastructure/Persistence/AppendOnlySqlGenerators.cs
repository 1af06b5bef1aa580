using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Creates the triggers of <see cref="AppendOnlyTables"/> with their table.</summary>
internal static class AppendOnlySql
{
    public static void Use(DbContextOptionsBuilder options, Engine engine)
    {
        switch (engine)
        {
            case Engine.Sqlite:
                options.ReplaceService<IMigrationsSqlGenerator, SqliteAppendOnlySqlGenerator>();
                break;
            case Engine.SqlServer:
                options.ReplaceService<IMigrationsSqlGenerator, SqlServerAppendOnlySqlGenerator>();
                break;
            default:
                options.ReplaceService<IMigrationsSqlGenerator, PostgresAppendOnlySqlGenerator>();
                break;
        }
    }

    public static void Append(MigrationCommandListBuilder builder, Engine engine, string table, IModel? model)
    {
        if (model is null || !AppendOnlyTables.Of(model).TryGetValue(table, out var because))
        {
            return;
        }

        foreach (var sql in AppendOnlyTables.CreateTriggers(engine, table, because))
        {
            builder.Append(sql).EndCommand();
        }
    }
}

internal sealed class SqliteAppendOnlySqlGenerator(
    MigrationsSqlGeneratorDependencies dependencies,
    IRelationalAnnotationProvider annotations
) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    // SQLite changes a table by filling a new one of this prefix, dropping the old one and renaming.
    private const string Rebuilt = "ef_temp_";

    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        base.Generate(operation, model, builder, terminate);
        AppendOnlySql.Append(builder, Engine.Sqlite, operation.Name, model);
    }

    protected override void Generate(RenameTableOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        base.Generate(operation, model, builder);
        if (operation.Name.StartsWith(Rebuilt, StringComparison.Ordinal) && operation.NewName is { } table)
        {
            AppendOnlySql.Append(builder, Engine.Sqlite, table, model);
        }
    }
}

internal sealed class SqlServerAppendOnlySqlGenerator(
    MigrationsSqlGeneratorDependencies dependencies,
    ICommandBatchPreparer batches
) : SqlServerMigrationsSqlGenerator(dependencies, batches)
{
    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        base.Generate(operation, model, builder, terminate);
        AppendOnlySql.Append(builder, Engine.SqlServer, operation.Name, model);
    }
}

#pragma warning disable EF1001 // The provider's generator takes its options by this interface and has no other way in.
internal sealed class PostgresAppendOnlySqlGenerator(
    MigrationsSqlGeneratorDependencies dependencies,
    INpgsqlSingletonOptions options
) : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        base.Generate(operation, model, builder, terminate);
        AppendOnlySql.Append(builder, Engine.Postgres, operation.Name, model);
    }
}
