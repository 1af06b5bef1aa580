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
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Outcomes;

internal sealed class MarkTechnicalFailureEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/technical-failure",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new MarkTechnicalFailure(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("MarkTechnicalFailure")
            .WithSummary("The provider marks that a line or a device failed and nothing could be held: nobody pays")
            .WithDescription("From the scheduled start on. A session that was held all the same is completed instead.")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 403, 404, 409, 503);
}

/// <summary>A line or a device failed (HUB-16): the client gets everything back, the provider earns nothing.</summary>
internal sealed record MarkTechnicalFailure(SessionId Id) : ICommand<SessionAnswer>;

internal sealed class MarkTechnicalFailureHandler(SessionsDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<MarkTechnicalFailure, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(MarkTechnicalFailure command, CancellationToken ct)
    {
        if (await Refused(command, ct) is { } refused)
        {
            return refused;
        }

        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        var first = session.State != SessionState.Failed;
        if (session.Fail(now) is { } refusal)
        {
            return refusal;
        }

        if (first)
        {
            work.Publish(EventOf(session, now), $"session:{session.Id}", session);
        }

        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }

    // As for a no-show: from the booking's yes on nobody can call it off. It is asked only when nothing else refuses.
    private async Task<Error?> Refused(MarkTechnicalFailure command, CancellationToken ct)
    {
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var untouched = session.State == SessionState.Scheduled;
        var refusal = session.Fail(clock.GetCurrentInstant());
        // Tried on a copy: what is written is read anew, in the transaction.
        db.ChangeTracker.Clear();
        if (refusal is not null || !untouched)
        {
            return refusal;
        }

        var begun = await sender.Send(new BeginBooking(session.BookingId), ct);
        return begun.Error is { Kind: ErrorKind.Unavailable } busy ? busy
            : begun.Error is null ? null
            : SessionErrors.Cancelled;
    }

    private static SessionMissedV1 EventOf(Session session, Instant now) =>
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
            MissedBy.Nobody,
            KeepBasisPoints: 0,
            UsesUp: false,
            session.PolicyId,
            session.PolicyVersion
        );
}
