using Microsoft.Data.SqlClient;
using Npgsql;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Testing.Engines;

/// <summary>
/// Where the database servers of the tests are: TELEHEALTH_POSTGRES (default: a local server with the role telehealth)
/// and TELEHEALTH_SQLSERVER. Each is tried once a process.
/// </summary>
public static class TestServers
{
    private const string LocalPostgres =
        "Host=127.0.0.1;Username=telehealth;Password=telehealth;Database=postgres;Timeout=3;SSL Mode=Disable";

    private static readonly Lazy<string?> PostgresReason = new(TryPostgres);
    private static readonly Lazy<string?> SqlServerReason = new(TrySqlServer);

    /// <summary>A connection that may create databases.</summary>
    public static string AdminConnection(Engine engine) =>
        engine switch
        {
            Engine.Postgres => Environment.GetEnvironmentVariable("TELEHEALTH_POSTGRES") ?? LocalPostgres,
            Engine.SqlServer => Environment.GetEnvironmentVariable("TELEHEALTH_SQLSERVER")
                ?? throw new InvalidOperationException("TELEHEALTH_SQLSERVER is not set."),
            _ => throw new ArgumentOutOfRangeException(nameof(engine), "SQLite has no server."),
        };

    /// <summary>Why the engine cannot be used here, or null.</summary>
    public static string? Unreachable(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => null,
            Engine.Postgres => PostgresReason.Value,
            Engine.SqlServer => SqlServerReason.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(engine)),
        };

    private static string? TryPostgres()
    {
        try
        {
            using var connection = new NpgsqlConnection(AdminConnection(Engine.Postgres));
            connection.Open();
            return null;
        }
        catch (NpgsqlException e)
        {
            return $"PostgreSQL cannot be reached (set TELEHEALTH_POSTGRES): {e.Message}";
        }
    }

    private static string? TrySqlServer()
    {
        if (Environment.GetEnvironmentVariable("TELEHEALTH_SQLSERVER") is not { Length: > 0 } connectionString)
        {
            return "SQL Server: set TELEHEALTH_SQLSERVER to a connection string that may create databases.";
        }

        try
        {
            var builder = new SqlConnectionStringBuilder(connectionString) { ConnectTimeout = 10 };
            using var connection = new SqlConnection(builder.ConnectionString);
            connection.Open();
            return null;
        }
        catch (SqlException e)
        {
            return $"SQL Server cannot be reached: {e.Message}";
        }
    }
}
