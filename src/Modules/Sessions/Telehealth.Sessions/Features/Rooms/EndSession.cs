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

internal sealed class EndSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/end-for-all",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new EndSession(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("EndSession")
            .WithSummary("The provider closes the room for everyone")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 403, 404, 409);
}

/// <summary>Closes the room for everyone (SES-07); the session then waits to be marked.</summary>
internal sealed record EndSession(SessionId Id) : ICommand<SessionAnswer>;

internal sealed class EndSessionHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<EndSession, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(EndSession command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        if (session.EndForAll(now) is { } refusal)
        {
            return refusal;
        }

        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }
}
