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

internal sealed class MarkNoShowEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/no-show",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new MarkNoShow(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("MarkNoShow")
            .WithSummary("The provider marks that the client did not come; the evidence must be there")
            .WithDescription(
                "By phone or video: as many call attempts as the channel asks for; by video also in the room from the "
                    + "first to the last of them. Where no calls are asked for: ten minutes in the room from the start."
            )
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 403, 404, 409, 422, 503);
}

/// <summary>The client did not come (HUB-15): what is kept and paid follows the policy the booking carries.</summary>
internal sealed record MarkNoShow(SessionId Id) : ICommand<SessionAnswer>;

internal sealed class MarkNoShowHandler(SessionsDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<MarkNoShow, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(MarkNoShow command, CancellationToken ct)
    {
        var read = await Terms(command, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var terms = read.Value;
        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        await db.CallAttempts.Where(x => x.SessionId == command.Id).LoadAsync(ct);
        var session = found.Value;
        var now = clock.GetCurrentInstant();
        var first = session.State != SessionState.Missed;
        if (session.Miss(terms.NoShowCalls, now) is { } refusal)
        {
            return refusal;
        }

        if (first)
        {
            work.Publish(EventOf(session, terms, now), $"session:{session.Id}", session);
        }

        return SessionAnswer.Of(session, work.Actor.Person!.Value, now);
    }

    // The booking decides between missed and cancelled: from its yes on nobody can call it off. It is asked only when
    // the evidence is there, so that a try in vain changes nothing.
    private async Task<Result<ChannelTerms>> Terms(MarkNoShow command, CancellationToken ct)
    {
        var session = await db
            .Sessions.AsNoTracking()
            .Include(x => x.Stays)
            .Include(x => x.Calls)
            .SingleOrDefaultAsync(x => x.Id == command.Id, ct);
        if (session is null || work.Actor.Person is not { } person || !session.IsParticipant(person))
        {
            return SessionErrors.NotFound;
        }

        if (!session.IsProvider(person))
        {
            return SessionErrors.ProviderOnly;
        }

        var policy = await sender.Send(new GetChannelPolicy(session.PolicyId, session.PolicyVersion), ct);
        if (policy.Error is { } unknown)
        {
            return unknown;
        }

        var terms = policy.Value.Terms;
        var untouched = session.State == SessionState.Scheduled;
        if (session.Miss(terms.NoShowCalls, clock.GetCurrentInstant()) is { } refusal)
        {
            return refusal;
        }

        var begun = untouched ? await sender.Send(new BeginBooking(session.BookingId), ct) : Done.Value;
        return begun.Error is { Kind: ErrorKind.Unavailable } busy ? busy
            : begun.Error is null ? terms
            : SessionErrors.Cancelled;
    }

    private static SessionMissedV1 EventOf(Session session, ChannelTerms terms, Instant now) =>
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
            MissedBy.Client,
            terms.NoShowKeepBasisPoints,
            terms.NoShowUsesUp,
            session.PolicyId,
            session.PolicyVersion
        );
}
