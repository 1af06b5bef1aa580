using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Which database the product runs on.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="ConnectionString">Its connection string.</param>
public sealed record DatabaseOptions(Engine Engine, string ConnectionString)
{
    /// <summary>
    /// Reads <c>Database:Engine</c> and <c>Database:ConnectionString</c>; a bad value is said in plain words.
    /// </summary>
    public static DatabaseOptions From(IConfiguration configuration)
    {
        var name = configuration["Database:Engine"] ?? nameof(Engine.Sqlite);
        if (!Enum.TryParse<Engine>(name, ignoreCase: true, out var engine))
        {
            throw new InvalidConfigurationException(
                $"Database:Engine is '{name}'; it must be one of {string.Join(", ", Enum.GetNames<Engine>())}."
            );
        }

        var connection = configuration["Database:ConnectionString"];
        if (string.IsNullOrWhiteSpace(connection))
        {
            connection =
                engine == Engine.Sqlite
                    ? "Data Source=data/telehealth.db"
                    : throw new InvalidConfigurationException($"Database:ConnectionString is missing for {engine}.");
        }

        return new DatabaseOptions(
            engine,
            engine switch
            {
                Engine.Sqlite => Prepared(connection),
                Engine.Postgres => WithLockTimeout(connection),
                _ => connection,
            }
        );
    }

    // A lock we wait for longer than 5 s is answered as busy (commands.md, step 3).
    private static string WithLockTimeout(string connection)
    {
        try
        {
            var builder = new Npgsql.NpgsqlConnectionStringBuilder(connection);
            builder.Options ??= "-c lock_timeout=5000";
            return builder.ConnectionString;
        }
        catch (ArgumentException e)
        {
            throw new InvalidConfigurationException($"Database:ConnectionString cannot be read: {e.Message}");
        }
    }

    private static string Prepared(string connection)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connection);
        }
        catch (ArgumentException e)
        {
            throw new InvalidConfigurationException($"Database:ConnectionString cannot be read: {e.Message}");
        }

        builder.DefaultTimeout = 5;
        builder.ForeignKeys = true;
        var folder = Path.GetDirectoryName(Path.GetFullPath(builder.DataSource));
        try
        {
            Directory.CreateDirectory(folder!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidConfigurationException(
                $"the folder of the database, '{folder}', cannot be made ({e.Message}). "
                    + "Name another file with --Database:ConnectionString=\"Data Source=other.db\"."
            );
        }

        return builder.ConnectionString;
    }
}

/// <summary>The configuration cannot be used; the message says which key and why. The host ends with it.</summary>
/// <param name="message">For the person who starts the host.</param>
public sealed class InvalidConfigurationException(string message) : Exception(message);

/// <summary>Registers contexts for the engine chosen at run time.</summary>
public static class DatabaseRegistration
{
    /// <summary>The database itself: options, the write gate, the platform's context.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton(database);
        services.TryAddSingleton<WriteGate>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddEngineContext(
            typeof(PlatformDbContext),
            (typeof(SqlitePlatformDbContext), typeof(SqlServerPlatformDbContext), typeof(PostgresPlatformDbContext)),
            database.Engine
        );
        return services;
    }

    /// <summary>Registers <paramref name="context"/> as the engine's subclass, scoped.</summary>
    public static void AddEngineContext(
        this IServiceCollection services,
        Type context,
        (Type Sqlite, Type SqlServer, Type Postgres) engines,
        Engine engine
    )
    {
        var implementation = engine switch
        {
            Engine.Sqlite => engines.Sqlite,
            Engine.SqlServer => engines.SqlServer,
            _ => engines.Postgres,
        };
        typeof(DatabaseRegistration)
            .GetMethod(
                nameof(AddContext),
                System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
            )!
            .MakeGenericMethod(implementation)
            .Invoke(null, [services]);
        services.AddScoped(context, sp => sp.GetRequiredService(implementation));
        services.AddSingleton(new EngineContext(context, implementation));
    }

    private static void AddContext<TContext>(IServiceCollection services)
        where TContext : DbContext =>
        // Pooled, and the options made once: nothing in either is of one request, and making them costs more than
        // reading a row.
        services.AddDbContextPool<TContext>(
            (sp, options) =>
            {
                var database = sp.GetRequiredService<DatabaseOptions>();
                EngineOptions.Use(options, database.Engine, database.ConnectionString);
                foreach (var interceptor in sp.GetServices<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>())
                {
                    options.AddInterceptors(interceptor);
                }

                if (database.Engine == Engine.SqlServer)
                {
                    options.AddInterceptors(new SqlServerConnections());
                }

                if (database.Engine == Engine.Sqlite)
                {
                    UseGate(options, sp.GetRequiredService<WriteGate>());
                }
            }
        );

    private static void UseGate(DbContextOptionsBuilder options, WriteGate gate)
    {
        options.AddInterceptors(new GateOnBegin(gate), new SqliteConnections(), new WritesNeedTransaction());
        options.ReplaceService<IRelationalTransactionFactory, GatedTransactions>();
    }
}

/// <summary>A registered context and the engine's subclass; what migrate and the model test walk.</summary>
/// <param name="Context">The module's context.</param>
/// <param name="Implementation">The engine's subclass.</param>
public sealed record EngineContext(Type Context, Type Implementation);
