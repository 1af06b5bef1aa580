using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Says a few words to every connection when it opens.</summary>
internal abstract class ConnectionGreeting(string words) : DbConnectionInterceptor
{
    /// <summary>True for one that was told already and still knows.</summary>
    protected virtual bool Knows(DbConnection connection) => false;

    /// <summary>It was told.</summary>
    protected virtual void Remember(DbConnection connection) { }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (Knows(connection))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = words;
        command.ExecuteNonQuery();
        Remember(connection);
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (Knows(connection))
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = words;
        await command.ExecuteNonQueryAsync(cancellationToken);
        Remember(connection);
    }
}

/// <summary>
/// SQLite: write-ahead log, every commit on disk before it is answered, foreign keys on. Said once to each connection
/// of the pool: it keeps what it was told, and saying it again costs as much as reading a row.
/// </summary>
internal sealed class SqliteConnections()
    : ConnectionGreeting(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;"
    )
{
    // By the engine's own handle: it is what stays when a pooled connection is opened again.
    private static readonly ConditionalWeakTable<object, object> Told = [];

    protected override bool Knows(DbConnection connection) => Told.TryGetValue(HandleOf(connection), out _);

    protected override void Remember(DbConnection connection) => Told.AddOrUpdate(HandleOf(connection), Told);

    private static object HandleOf(DbConnection connection) => ((SqliteConnection)connection).Handle!;
}

/// <summary>SQL Server: a lock we wait for longer than 5 s is answered as busy (commands.md, step 3).</summary>
internal sealed class SqlServerConnections() : ConnectionGreeting("SET LOCK_TIMEOUT 5000;");
