using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Engines;

/// <summary>
/// The suite that proves the suites: facts run where the engine is, a database each, copied from a template.
/// </summary>
public abstract class TestDatabaseFacts(Engine engine)
{
    [EngineFact]
    public async Task A_copy_holds_what_the_template_was_filled_with_and_is_gone_afterwards()
    {
        var fills = 0;
        async Task Fill(TestDatabase database)
        {
            fills++;
            await Run(database, "CREATE TABLE things (id int NOT NULL)");
            await Run(database, "INSERT INTO things VALUES (7)");
        }

        var name = $"{engine}-{Telehealth.BuildingBlocks.Ids.New()}";
        await using var first = await TestDatabases.FromTemplate(engine, name, Fill);
        await using var second = await TestDatabases.FromTemplate(engine, name, Fill);
        await Run(first, "DELETE FROM things");

        (await Run(second, "SELECT COUNT(*) FROM things")).ShouldBe(1);
        (await Run(first, "SELECT COUNT(*) FROM things")).ShouldBe(0);
        fills.ShouldBe(engine is Engine.SqlServer ? 2 : 1);
    }

    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_empty_database_has_no_tables(int number)
    {
        await using var database = await TestDatabases.Empty(engine);
        await Run(database, $"CREATE TABLE things (id int NOT NULL DEFAULT {number})");
        (await Run(database, "SELECT COUNT(*) FROM things")).ShouldBe(0);
    }

    private static async Task<int> Run(TestDatabase database, string sql)
    {
        await using var connection = TestDatabases.Connect(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(await command.ExecuteScalarAsync() ?? 0);
    }
}

public sealed class SqliteTestDatabases() : TestDatabaseFacts(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresTestDatabases() : TestDatabaseFacts(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerTestDatabases() : TestDatabaseFacts(Engine.SqlServer);
