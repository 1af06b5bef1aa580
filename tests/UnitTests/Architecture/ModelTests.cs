using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host;

namespace Telehealth.UnitTests.Architecture;

/// <summary>Every context of every engine: its migrations say what its model says, and the scripts parse.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Contexts => [.. Factories().Select(x => x.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void The_model_has_no_change_without_a_migration(string factory)
    {
        using var context = Make(factory);
        context.Database.HasPendingModelChanges().ShouldBeFalse();
        context.Database.GetMigrations().ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void The_script_for_sql_server_is_valid_t_sql(string factory)
    {
        using var context = Make(factory);
        if (Engines.Of(context.Database.ProviderName) != Engine.SqlServer)
        {
            return;
        }

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var parser = new TSql170Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(script);
        parser.Parse(reader, out var errors);
        errors.Select(x => $"{x.Line}: {x.Message}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Every_text_column_has_the_one_collation(string factory)
    {
        using var context = Make(factory);
        var engine = Engines.Of(context.Database.ProviderName);
        var texts = context
            .GetService<IDesignTimeModel>()
            .Model.GetRelationalModel()
            .Tables.SelectMany(x => x.Columns)
            .Where(x => (x.StoreTypeMapping.Converter?.ProviderClrType ?? x.StoreTypeMapping.ClrType) == typeof(string))
            .ToList();
        texts.ShouldNotBeEmpty();
        texts
            .Where(x => x.Collation != Engines.BinaryCollation(engine))
            .Select(x => $"{x.Table.Name}.{x.Name}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_module_has_a_context_for_each_engine() =>
        Factories().Count().ShouldBeGreaterThanOrEqualTo((ModuleCatalog.All.Count + 1) * 3);

    private static DbContext Make(string factory)
    {
        var type = Factories().Single(x => x.Name == factory);
        var instance = (IDesignTimeDbContextFactory<DbContext>)Activator.CreateInstance(type)!;
        return instance.CreateDbContext([]);
    }

    private static IEnumerable<Type> Factories() =>
        ModuleCatalog
            .All.Select(x => x.GetType().Assembly)
            .Append(typeof(PlatformDbContext).Assembly)
            .SelectMany(x => x.GetTypes())
            .Where(x => !x.IsAbstract && x.IsAssignableTo(typeof(IDesignTimeDbContextFactory<DbContext>)));
}
