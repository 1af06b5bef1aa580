using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Outcomes;

internal sealed class AnswerGetSessionEvidence(SessionsDbContext db)
    : IQueryHandler<GetSessionEvidence, SessionEvidence>
{
    public async Task<Result<SessionEvidence>> Handle(GetSessionEvidence query, CancellationToken ct)
    {
        var session = await db
            .Sessions.AsNoTracking()
            .Include(x => x.Calls)
            .SingleOrDefaultAsync(x => x.BookingId == query.BookingId, ct);
        return session is null
            ? SessionErrors.NotFound
            : new SessionEvidence(
                session.Id,
                [.. session.Calls.Select(x => x.MadeAt).Order()],
                session.MissedAt,
                session.CompletedAt
            );
    }
}
