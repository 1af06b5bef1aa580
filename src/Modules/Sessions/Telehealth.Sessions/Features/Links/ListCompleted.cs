using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Links;

internal sealed class ListCompletedSessionsHandler(SessionsDbContext db)
    : IQueryHandler<ListCompletedSessions, IReadOnlyList<CompletedSession>>
{
    public async Task<Result<IReadOnlyList<CompletedSession>>> Handle(ListCompletedSessions query, CancellationToken ct)
    {
        var after = 0L;
        if (query.After is { } last)
        {
            after = await db.Sessions.Where(x => x.Id == last).Select(x => x.Row).SingleOrDefaultAsync(ct);
        }

        return await db
            .Sessions.AsNoTracking()
            .Where(x => x.State == SessionState.Completed && x.Row > after)
            .OrderBy(x => x.Row)
            .Take(Math.Clamp(query.Take, 1, 1000))
            .Select(x => new CompletedSession(x.Id, x.CoverId))
            .ToListAsync(ct);
    }
}
