using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Rooms;

internal sealed class LeaveSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/leave",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new LeaveSession(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("LeaveSession")
            .WithSummary("A participant goes; the room stays open for the other")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 404);
}

/// <summary>One participant goes (SES-07).</summary>
internal sealed record LeaveSession(SessionId Id) : ICommand<SessionAnswer>;

internal sealed class LeaveSessionHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<LeaveSession, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(LeaveSession command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await db.OfParticipant(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        session.Leave(work.Actor.Person!.Value, now);
        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }
}
