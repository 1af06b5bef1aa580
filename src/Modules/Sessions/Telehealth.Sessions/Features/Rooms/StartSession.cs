using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Rooms;

internal sealed class StartSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/start",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new StartSession(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("StartSession")
            .WithSummary("The provider opens the room; the client is told that the session is about to start")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 403, 404, 409);
}

/// <summary>Opens the room, or brings the provider back into it (SES-04). Starting twice changes nothing.</summary>
internal sealed record StartSession(SessionId Id) : ICommand<SessionAnswer>;

internal sealed class StartSessionHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<StartSession, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(StartSession command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        var first = session.OpenedAt is null;
        if (session.Start(now) is { } refusal)
        {
            return refusal;
        }

        if (first)
        {
            work.Publish(
                new SessionStartedV1(session.Id, session.BookingId, session.ClientId),
                $"session:{session.Id}",
                session
            );
        }

        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }
}
