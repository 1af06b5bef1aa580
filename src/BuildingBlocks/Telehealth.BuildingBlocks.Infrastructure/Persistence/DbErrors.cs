using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>What a database error means, whatever the engine.</summary>
public static class DbErrors
{
    /// <summary>A primary key or unique index refused the row: somebody was faster.</summary>
    public static bool IsUniqueViolation(Exception exception) =>
        Find(exception) switch
        {
            SqliteException e => e.SqliteExtendedErrorCode is 1555 or 2067,
            PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation,
            SqlException e => e.Number is 2601 or 2627,
            _ => false,
        };

    /// <summary>A CHECK refused the row, such as a floor.</summary>
    public static bool IsCheckViolation(Exception exception) =>
        Find(exception) switch
        {
            SqliteException e => e.SqliteExtendedErrorCode == 275,
            PostgresException e => e.SqlState == PostgresErrorCodes.CheckViolation,
            SqlException e => e.Number == 547,
            _ => false,
        };

    /// <summary>
    /// The same command may succeed when run again: deadlock, serialisation failure, a stale version.
    /// </summary>
    public static bool IsTransient(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || Find(exception) switch
        {
            SqliteException e => e.SqliteErrorCode is 5 or 6,
            PostgresException e => e.SqlState
                is PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure,
            SqlException e => e.Number is 1205 or 3960,
            NpgsqlException e => e.IsTransient,
            _ => false,
        };

    /// <summary>We waited for a lock or a turn for too long: 503, try again.</summary>
    public static bool IsBusy(Exception exception) =>
        Any(exception, x => x is DatabaseBusyException)
        || Find(exception) switch
        {
            SqliteException e => e.SqliteErrorCode is 5 or 6,
            PostgresException e => e.SqlState
                is PostgresErrorCodes.LockNotAvailable
                    or PostgresErrorCodes.QueryCanceled
                    or PostgresErrorCodes.TooManyConnections,
            SqlException e => e.Number is 1222 or -2,
            NpgsqlException e => e.InnerException is TimeoutException or System.Net.Sockets.SocketException,
            _ => false,
        };

    private static DbException? Find(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is DbException db)
            {
                return db;
            }
        }

        return null;
    }

    private static bool Any(Exception? exception, Func<Exception, bool> test)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (test(e))
            {
                return true;
            }
        }

        return false;
    }
}
