using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Lists;

internal sealed class GetSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/sessions/{id}",
                async (SessionId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetSession(id), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("GetSession")
            .WithSummary("A session of mine: where it stands, who is there, when the room opens, my join link")
            .WithTags("Sessions")
            .Answers<SessionDetail>(200, 404);
}

/// <summary>A session with the asking person's own link.</summary>
/// <param name="Session">The session.</param>
/// <param name="JoinPath">The asking person's private link, a path on the public origin.</param>
/// <param name="Presence">Who came and went when.</param>
/// <param name="CallAttempts">When the provider tried to call a client who was not there.</param>
public sealed record SessionDetail(
    SessionAnswer Session,
    string JoinPath,
    IReadOnlyList<StayAnswer> Presence,
    IReadOnlyList<Instant> CallAttempts
);

/// <summary>One stretch of presence.</summary>
/// <param name="Role">client or provider.</param>
/// <param name="Place">In front of the room, or in it.</param>
/// <param name="CameAt">From.</param>
/// <param name="LeftAt">To, or null while there.</param>
public sealed record StayAnswer(string Role, Place Place, Instant CameAt, Instant? LeftAt);

internal sealed record GetSession(SessionId Id) : IQuery<SessionDetail>;

internal sealed class GetSessionHandler(SessionsDbContext db, IWork work, IClock clock, JoinKeys keys)
    : IQueryHandler<GetSession, SessionDetail>
{
    public async Task<Result<SessionDetail>> Handle(GetSession query, CancellationToken ct)
    {
        var session = await db
            .Sessions.AsNoTracking()
            .Include(x => x.Stays)
            .Include(x => x.Calls)
            .SingleOrDefaultAsync(x => x.Id == query.Id, ct);
        if (session is null || work.Actor.Person is not { } person || !session.IsParticipant(person))
        {
            return SessionErrors.NotFound;
        }

        return new SessionDetail(
            SessionAnswer.Of(session, person, clock.GetCurrentInstant()),
            JoinLinks.Of(session, person, keys).Path,
            [
                .. session
                    .Stays.OrderBy(x => x.Id)
                    .Select(x => new StayAnswer(
                        session.IsProvider(x.PersonId) ? "provider" : "client",
                        x.Place,
                        x.CameAt,
                        x.LeftAt
                    )),
            ],
            [.. session.Calls.Select(x => x.MadeAt).Order()]
        );
    }
}
