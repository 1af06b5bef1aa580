using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Lists;

internal sealed class AnswerGetSessionParties(SessionsDbContext db) : IQueryHandler<GetSessionParties, SessionParties>
{
    public async Task<Result<SessionParties>> Handle(GetSessionParties query, CancellationToken ct)
    {
        var parties = await db
            .Sessions.AsNoTracking()
            .Where(x => x.Id == query.SessionId)
            .Select(x => new SessionParties(x.ProviderId, x.ClientId))
            .FirstOrDefaultAsync(ct);
        return parties is null ? SessionErrors.NotFound : parties;
    }
}
