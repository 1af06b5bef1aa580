using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>
/// A table of claims: one row for each step of five minutes somebody's time is taken. Its key is the owner and the
/// step, so that the database refuses a second claim (ADR 6).
/// </summary>
/// <param name="Name">The table.</param>
/// <param name="Owner">The column of whose time it is.</param>
/// <param name="Holder">The column of what takes it.</param>
public sealed record StepClaimTable(string Name, string Owner, string Holder);

/// <summary>
/// The claims of one interval in one statement: who comes second learns it from a count instead of an exception, and
/// its transaction stays readable.
/// </summary>
public static class StepClaims
{
    private static readonly ConcurrentDictionary<(StepClaimTable Table, int Steps, bool SqlServer), string> Statements =
        new();

    /// <summary>
    /// Claims the steps, in ascending order; false when somebody holds one of them, and then the caller must roll
    /// back. Runs inside the caller's transaction, so a rival who is still undecided is waited for.
    /// </summary>
    /// <param name="db">The module's context, in a transaction.</param>
    /// <param name="table">Where the claims stand.</param>
    /// <param name="owner">Whose time.</param>
    /// <param name="holder">What takes it.</param>
    /// <param name="steps">Unix seconds / 300, ascending.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<bool> Insert(
        ModuleDbContext db,
        StepClaimTable table,
        Guid owner,
        Guid holder,
        IReadOnlyList<long> steps,
        CancellationToken ct
    )
    {
        var sql = Statements.GetOrAdd((table, steps.Count, db.Engine == Engine.SqlServer), Statement);
        try
        {
            object[] values = [owner, holder, .. steps];
            return await db.Database.ExecuteSqlRawAsync(sql, values, ct) == steps.Count;
        }
        catch (DbException e) when (DbErrors.IsUniqueViolation(e))
        {
            // SQL Server alone: it takes the statement back and leaves the transaction as it was.
            return false;
        }
    }

    private static string Statement((StepClaimTable Table, int Steps, bool SqlServer) wanted)
    {
        var (table, steps, sqlServer) = wanted;
        var sql = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"""INSERT INTO {table.Name} ("{table.Owner}", "{table.Holder}", "Step") VALUES """
        );
        for (var step = 0; step < steps; step++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(step == 0 ? "" : ", ")}({{0}}, {{1}}, {{{step + 2}}})");
        }

        return sql.Append(sqlServer ? "" : " ON CONFLICT DO NOTHING").ToString();
    }
}
