using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Links;

internal sealed class GetJoinLinkHandler(SessionsDbContext db, JoinKeys keys) : IQueryHandler<GetJoinLink, JoinLink>
{
    public async Task<Result<JoinLink>> Handle(GetJoinLink query, CancellationToken ct)
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == query.SessionId, ct);
        return session is null || !session.IsParticipant(query.PersonId) ? SessionErrors.NotFound
            : session.State == SessionState.Cancelled ? SessionErrors.Cancelled
            : JoinLinks.Of(session, query.PersonId, keys);
    }
}

/// <summary>Makes the private link of a participant; the same each time.</summary>
internal static class JoinLinks
{
    public static JoinLink Of(Session session, PersonId person, JoinKeys keys)
    {
        var guest = session.IsForGuest && !session.IsProvider(person);
        var token = JoinToken.Of(keys.Open(session.SealedJoinKey), person, guest ? session.GuestLink : 0);
        var page = PageOf(session, person);
        return new($"{page}&token={token}", page, guest, session.JoinOpensAt, session.JoinClosesAt);
    }

    /// <summary>The page alone: whoever opens it signs in, or asks for a link, first.</summary>
    public static string PageOf(Session session, PersonId person) =>
        session.IsForGuest && !session.IsProvider(person)
            ? $"/sessions/guest?session={session.Id}"
            : $"/sessions/join?session={session.Id}";
}
