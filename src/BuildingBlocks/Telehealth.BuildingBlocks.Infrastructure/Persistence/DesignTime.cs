using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Lets the migration tool make a context of one engine without a database; one line per context.</summary>
/// <typeparam name="TContext">The engine's subclass; its one constructor takes DbContextOptions of itself.</typeparam>
public abstract class DesignTimeFactory<TContext> : IDesignTimeDbContextFactory<TContext>
    where TContext : DbContext
{
    /// <inheritdoc/>
    public TContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TContext>();
        var engine =
            typeof(TContext).Name.StartsWith("SqlServer", StringComparison.Ordinal) ? Engine.SqlServer
            : typeof(TContext).Name.StartsWith("Postgres", StringComparison.Ordinal) ? Engine.Postgres
            : Engine.Sqlite;
        EngineOptions.Use(options, engine, EngineOptions.DesignTimeConnection(engine));
        return (TContext)Activator.CreateInstance(typeof(TContext), options.Options)!;
    }
}

/// <summary>Chooses the provider of a context.</summary>
public static class EngineOptions
{
    /// <summary>Configures the engine's provider with a migrations history table of the context's own.</summary>
    public static void Use(DbContextOptionsBuilder options, Engine engine, string connection)
    {
        var history = HistoryTable(options.Options.ContextType);
        switch (engine)
        {
            case Engine.Sqlite:
                options.UseSqlite(connection, x => x.MigrationsHistoryTable(history));
                break;
            case Engine.SqlServer:
                options.UseSqlServer(connection, x => x.MigrationsHistoryTable(history));
                break;
            case Engine.Postgres:
                options.UseNpgsql(connection, x => x.MigrationsHistoryTable(history));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(engine));
        }

        AppendOnlySql.Use(options, engine);
    }

    /// <summary>A connection string that parses; design time never opens it.</summary>
    public static string DesignTimeConnection(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => "Data Source=:memory:",
            Engine.SqlServer => "Server=localhost;Database=telehealth;Integrated Security=true",
            _ => "Host=localhost;Database=telehealth",
        };

    // Modules share a database: each context keeps a history of its own (WalletDbContext: wallet_migrations).
    private static string HistoryTable(Type context)
    {
        var name = context.Name.Replace("SqlServer", "").Replace("Sqlite", "").Replace("Postgres", "");
        return name.Replace("DbContext", "").ToLowerInvariant() + "_migrations";
    }
}
