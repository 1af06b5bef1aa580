using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Covers;

/// <summary>Every cover the pool answers for: all but those a booking took over.</summary>
internal sealed class AnswerListPoolCovers(QuickConnectDbContext db)
    : IQueryHandler<ListPoolCovers, IReadOnlyList<PoolCover>>
{
    private const int MostItems = 1000;

    public async Task<Result<IReadOnlyList<PoolCover>>> Handle(ListPoolCovers query, CancellationToken ct)
    {
        var after = query.After is { } last
            ? await db.Requests.Where(x => x.CoverId == last).Select(x => x.Sequence).FirstOrDefaultAsync(ct)
            : 0;
        var rows = await db
            .Requests.AsNoTracking()
            .Where(x => x.Sequence > after && x.State != PoolRequestState.Joined)
            .OrderBy(x => x.Sequence)
            .Take(Math.Clamp(query.Take, 1, MostItems))
            .ToListAsync(ct);
        return rows.ConvertAll(x => new PoolCover(x.CoverId, x.IsLive, x.Price));
    }
}
