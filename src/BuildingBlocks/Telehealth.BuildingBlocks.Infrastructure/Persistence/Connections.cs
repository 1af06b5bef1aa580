using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Says a few words to every connection when it opens.</summary>
internal abstract class ConnectionGreeting(string words) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = words;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = words;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>SQLite: write-ahead log, every commit on disk before it is answered, foreign keys on.</summary>
internal sealed class SqliteConnections()
    : ConnectionGreeting(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;"
    );

/// <summary>SQL Server: a lock we wait for longer than 5 s is answered as busy (commands.md, step 3).</summary>
internal sealed class SqlServerConnections() : ConnectionGreeting("SET LOCK_TIMEOUT 5000;");
