using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.Wallet.Persistence;

internal static class Flushing
{
    /// <summary>
    /// Sends the inserts now; should somebody have inserted the same row meanwhile, the whole command runs again and
    /// finds it: the pipeline re-runs what a concurrency conflict stopped.
    /// </summary>
    public static async Task FlushOrRunAgain(this IWork work, CancellationToken ct)
    {
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new DbUpdateConcurrencyException("Somebody was faster; look again.", e);
        }
    }
}
