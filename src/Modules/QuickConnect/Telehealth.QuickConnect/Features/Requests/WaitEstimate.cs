using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Requests;

/// <summary>
/// How long people waited for their first offer of late: the median of the last day's. Unknown stays unknown while
/// there are too few.
/// </summary>
internal sealed class WaitEstimate(QuickConnectDbContext db, IClock clock, IOptions<QuickConnectOptions> options)
{
    public async Task<int?> Minutes(CancellationToken ct)
    {
        var since = clock.GetCurrentInstant() - Duration.FromDays(1);
        var rows = await db
            .Requests.AsNoTracking()
            .Where(x => x.FirstOfferAt != null && x.FirstOfferAt >= since)
            .OrderByDescending(x => x.FirstOfferAt)
            .Take(options.Value.EstimateFrom)
            .Select(x => new { x.PlacedAt, x.FirstOfferAt })
            .ToListAsync(ct);
        if (rows.Count < options.Value.EstimateAtLeast)
        {
            return null;
        }

        var waits = rows.Select(x => (x.FirstOfferAt!.Value - x.PlacedAt).TotalMinutes).Order().ToList();
        return Math.Max(1, (int)Math.Ceiling(waits[waits.Count / 2]));
    }
}
