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

internal sealed class CompleteSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/complete",
                async (
                    SessionId id,
                    CompleteSessionBody? body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    (await sender.Send(new CompleteSession(id, body?.Reason), ct, http.IdempotencyKey())).ToHttp(
                        TypedResults.Ok
                    )
            )
            .WithName("CompleteSession")
            .WithSummary("The provider marks the session as held: only a completed session pays")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 400, 403, 404, 409, 422);
}

/// <summary>How the session ended.</summary>
/// <param name="Reason">Why so early; needed before the channel's minimum time, ignored after it.</param>
public sealed record CompleteSessionBody(EarlyCompletionReason? Reason = null);

/// <summary>Marks the session held (SES-10). Completing twice changes nothing.</summary>
internal sealed record CompleteSession(SessionId Id, EarlyCompletionReason? Reason) : ICommand<SessionAnswer>;

internal sealed class CompleteSessionHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<CompleteSession, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(CompleteSession command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        var first = session.State != SessionState.Completed;
        if (session.Complete(command.Reason, now) is { } refusal)
        {
            return refusal;
        }

        if (first)
        {
            work.Publish(EventOf(session, now), $"session:{session.Id}", session);
        }

        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }

    private static SessionCompletedV1 EventOf(Session session, Instant now) =>
        new(
            session.Id,
            session.BookingId,
            session.BookingNumber,
            session.ProviderId,
            session.ClientId,
            session.CoverId,
            session.ServiceName,
            session.StartsAt,
            now,
            session.Price,
            session.PolicyId,
            session.PolicyVersion
        );
}
