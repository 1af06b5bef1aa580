using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Rolling back after something broke.</summary>
internal static class Rollbacks
{
    /// <summary>
    /// Rolls back what is still open. A transaction that is over already, committed without our hearing of it or gone
    /// with its connection, has nothing to roll back: the caller is to see what broke, and not this.
    /// </summary>
    public static async Task RollbackIfOpen(this IDbContextTransaction transaction)
    {
        try
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or DbException) { }
    }
}
