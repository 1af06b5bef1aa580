using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Marketplace.Persistence;

/// <summary>
/// The claims of one booked interval in one statement: who comes second learns it from a count instead of an exception,
/// and its transaction stays readable.
/// </summary>
internal static class ClaimInsert
{
    private static readonly ConcurrentDictionary<(int Steps, bool SqlServer), string> Statements = new();

    /// <summary>
    /// Claims the steps, in ascending order; false when somebody holds one of them, and then the caller must roll
    /// back. Runs inside the caller's transaction, so a rival who is still undecided is waited for.
    /// </summary>
    public static async Task<bool> Run(
        MarketplaceDbContext db,
        ProviderId provider,
        BookingId booking,
        IReadOnlyList<long> steps,
        CancellationToken ct
    )
    {
        var sql = Statements.GetOrAdd((steps.Count, db.Engine == Engine.SqlServer), Statement);
        try
        {
            return await db.Database.ExecuteSqlRawAsync(sql, Values(provider, booking, steps), ct) == steps.Count;
        }
        catch (DbException e) when (DbErrors.IsUniqueViolation(e))
        {
            // SQL Server alone: it takes the statement back and leaves the transaction as it was.
            return false;
        }
    }

    private static string Statement((int Steps, bool SqlServer) wanted)
    {
        var sql = new StringBuilder(
            """INSERT INTO marketplace_slot_claims ("ProviderId", "BookingId", "Step") VALUES """
        );
        for (var step = 0; step < wanted.Steps; step++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(step == 0 ? "" : ", ")}({{0}}, {{1}}, {{{step + 2}}})");
        }

        return sql.Append(wanted.SqlServer ? "" : " ON CONFLICT DO NOTHING").ToString();
    }

    private static object[] Values(ProviderId provider, BookingId booking, IReadOnlyList<long> steps)
    {
        var values = new object[steps.Count + 2];
        values[0] = provider.Value;
        values[1] = booking.Value;
        for (var step = 0; step < steps.Count; step++)
        {
            values[step + 2] = steps[step];
        }

        return values;
    }
}
