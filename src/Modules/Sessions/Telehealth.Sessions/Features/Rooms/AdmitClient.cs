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

internal sealed class AdmitClientEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/admit",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AdmitClient(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("AdmitClient")
            .WithSummary("The provider, being in the room, lets the client in")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 403, 404, 409);
}

/// <summary>Lets the client in; the session is held from now on (SES-05).</summary>
internal sealed record AdmitClient(SessionId Id) : ICommand<SessionAnswer>;

internal sealed class AdmitClientHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<AdmitClient, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(AdmitClient command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        if (session.Admit(now) is { } refusal)
        {
            return refusal;
        }

        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }
}
