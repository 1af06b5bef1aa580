using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
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

internal sealed class StartSessionHandler(SessionsDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<StartSession, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(StartSession command, CancellationToken ct)
    {
        if (await Cancelled(command, ct) is { } cancelled)
        {
            return cancelled;
        }

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

    // The booking decides between opening and cancelling: from its yes on nobody can call it off. Asked only for what
    // would open now, so that a try outside the window changes nothing.
    private async Task<Error?> Cancelled(StartSession command, CancellationToken ct)
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, ct);
        var opens =
            session is { State: SessionState.Scheduled }
            && work.Actor.Person is { } person
            && session.IsProvider(person)
            && session.IsJoinable(clock.GetCurrentInstant());
        if (!opens)
        {
            return null;
        }

        var begun = await sender.Send(new BeginBooking(session!.BookingId), ct);
        return begun.Error is { Kind: ErrorKind.Unavailable } busy ? busy
            : begun.Error is null ? null
            : SessionErrors.Cancelled;
    }
}
