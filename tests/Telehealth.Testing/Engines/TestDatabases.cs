using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Testing.Engines;

/// <summary>
/// Makes uniquely named databases: empty ones, and copies of a template that is filled once a process.
/// </summary>
public static class TestDatabases
{
    private const string Prefix = "telehealth_test_";
    private static readonly long Started = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
    private static readonly ConcurrentDictionary<(Engine, string), Lazy<Task<TestDatabase>>> Templates = new();
    private static readonly string SqliteFolder = FolderIn(Path.GetTempPath());

    // Where there is a disk of memory: a commit waits for no disk there.
    private static readonly string MemoryFolder = FolderIn(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath()
    );
    private static readonly SemaphoreSlim OneCopyAtATime = new(1);
    private static readonly ConcurrentDictionary<Engine, Lazy<Task>> Sweeps = new();

    static TestDatabases() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropTemplates();

    /// <summary>A database with nothing in it.</summary>
    public static async Task<TestDatabase> Empty(Engine engine, bool inMemory = false)
    {
        var (name, connection) = Unused(engine, inMemory);
        await Sweeps.GetOrAdd(engine, e => new(() => Sweep(e))).Value;
        if (engine is not Engine.Sqlite)
        {
            await Admin(engine, $"CREATE DATABASE {name}");
        }

        return new TestDatabase(engine, name, connection);
    }

    /// <summary>
    /// A copy of the template of this name, which <paramref name="fill"/> migrates and seeds the first time. The
    /// engines that cannot copy fill each database. In memory nothing outlives a power cut, and nothing waits for a
    /// disk: for what tests behaviour, not durability.
    /// </summary>
    public static async Task<TestDatabase> FromTemplate(
        Engine engine,
        string template,
        Func<TestDatabase, Task> fill,
        bool inMemory = false
    )
    {
        if (engine is Engine.SqlServer)
        {
            return await Filled(engine, fill, inMemory);
        }

        var source = await Templates.GetOrAdd((engine, template), _ => new(() => Filled(engine, fill, inMemory))).Value;
        var (name, connection) = Unused(engine, inMemory);
        await OneCopyAtATime.WaitAsync();
        try
        {
            if (engine is Engine.Sqlite)
            {
                File.Copy(source.Name, name);
            }
            else
            {
                await Admin(engine, $"CREATE DATABASE {name} TEMPLATE {source.Name}");
            }
        }
        finally
        {
            OneCopyAtATime.Release();
        }

        return new TestDatabase(engine, name, connection);
    }

    /// <summary>Puts a copy back to what its template holds; a host that is on it must forget what it knows.</summary>
    public static async Task Restore(TestDatabase database, string template)
    {
        var source = await Templates[(database.Engine, template)].Value;
        if (database.Engine is Engine.Sqlite)
        {
            await using var from = new SqliteConnection(source.ConnectionString);
            await using var to = new SqliteConnection(database.ConnectionString);
            await from.OpenAsync();
            await to.OpenAsync();
            from.BackupDatabase(to);
            return;
        }

        await Drop(database);
        await Admin(database.Engine, $"CREATE DATABASE {database.Name} TEMPLATE {source.Name}");
    }

    /// <summary>A closed connection to the database, for tests that speak SQL.</summary>
    public static DbConnection Connect(TestDatabase database) =>
        database.Engine switch
        {
            Engine.Sqlite => new SqliteConnection(database.ConnectionString),
            Engine.Postgres => new NpgsqlConnection(database.ConnectionString),
            _ => new SqlConnection(database.ConnectionString),
        };

    internal static async Task Drop(TestDatabase database)
    {
        switch (database.Engine)
        {
            case Engine.Sqlite:
                ClearPool(database);
                foreach (var suffix in (string[])["", "-wal", "-shm"])
                {
                    File.Delete(database.Name + suffix);
                }

                break;
            case Engine.Postgres:
                ClearPool(database);
                await Admin(database.Engine, $"DROP DATABASE IF EXISTS {database.Name} WITH (FORCE)");
                break;
            default:
                ClearPool(database);
                await Admin(
                    database.Engine,
                    $"ALTER DATABASE {database.Name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; "
                        + $"DROP DATABASE {database.Name}"
                );
                break;
        }
    }

    private static async Task<TestDatabase> Filled(Engine engine, Func<TestDatabase, Task> fill, bool inMemory)
    {
        var database = await Empty(engine, inMemory);
        await fill(database);
        if (engine is Engine.Sqlite)
        {
            // The copy takes the one file: what the write-ahead log holds must be in it.
            await using var connection = new SqliteConnection(database.ConnectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        ClearPool(database);
        if (engine is Engine.Postgres)
        {
            // The host pools under a connection string of its own; a template in use cannot be copied.
            await Admin(
                engine,
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'"
            );
        }

        return database;
    }

    private static string FolderIn(string parent) =>
        Directory.CreateDirectory(Path.Combine(parent, "telehealth-tests")).FullName;

    private static (string Name, string ConnectionString) Unused(Engine engine, bool inMemory)
    {
        var name = $"{Prefix}{Started}_{Ids.New().ToString("N")[^12..]}";
        switch (engine)
        {
            case Engine.Sqlite:
                var path = Path.Combine(inMemory ? MemoryFolder : SqliteFolder, name + ".db");
                return (path, new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);
            case Engine.Postgres:
                var postgres = new NpgsqlConnectionStringBuilder(TestServers.AdminConnection(engine))
                {
                    Database = name,
                    MaxPoolSize = 20,
                };
                if (inMemory)
                {
                    postgres.Options = "-c lock_timeout=5000 -c synchronous_commit=off";
                }

                return (name, postgres.ConnectionString);
            default:
                var server = new SqlConnectionStringBuilder(TestServers.AdminConnection(engine))
                {
                    InitialCatalog = name,
                };
                return (name, server.ConnectionString);
        }
    }

    // What a killed run left behind: the name says when that run started.
    private static async Task Sweep(Engine engine)
    {
        var names = engine switch
        {
            Engine.Sqlite =>
            [
                .. Directory.GetFiles(SqliteFolder, Prefix + "*"),
                .. Directory.GetFiles(MemoryFolder, Prefix + "*"),
            ],
            Engine.Postgres => await List(engine, "SELECT datname FROM pg_database"),
            _ => await List(engine, "SELECT name FROM sys.databases"),
        };
        foreach (var name in names.Where(IsLeftOver))
        {
            if (engine is Engine.Sqlite)
            {
                File.Delete(name);
            }
            else
            {
                await Drop(new TestDatabase(engine, name, TestServers.AdminConnection(engine)));
            }
        }
    }

    private static bool IsLeftOver(string name)
    {
        var file = Path.GetFileName(name);
        return file.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(file[Prefix.Length..].Split('_')[0], CultureInfo.InvariantCulture, out var started)
            && started < Started - 3 * 3600;
    }

    private static void DropTemplates()
    {
        foreach (var template in Templates.Values.Where(x => x.IsValueCreated && x.Value.IsCompletedSuccessfully))
        {
            Drop(template.Value.Result).GetAwaiter().GetResult();
        }
    }

    private static async Task Admin(Engine engine, string sql)
    {
        await using var connection = Connect(Server(engine));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string[]> List(Engine engine, string sql)
    {
        await using var connection = Connect(Server(engine));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return [.. names];
    }

    private static TestDatabase Server(Engine engine) => new(engine, "", TestServers.AdminConnection(engine));

    private static void ClearPool(TestDatabase database)
    {
        using var connection = Connect(database);
        switch (connection)
        {
            case SqliteConnection sqlite:
                SqliteConnection.ClearPool(sqlite);
                break;
            case NpgsqlConnection postgres:
                NpgsqlConnection.ClearPool(postgres);
                break;
            case SqlConnection server:
                SqlConnection.ClearPool(server);
                break;
        }
    }
}
