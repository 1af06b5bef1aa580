using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Guests;

/// <summary>The session as its guest sees it; the pass says who it is.</summary>
[Anonymous]
internal sealed record LookAsGuest(SessionId Id, string Pass) : IQuery<SessionAnswer>
{
    public override string ToString() => $"{nameof(LookAsGuest)} {Id}";
}

/// <summary>The guest comes to the waiting room, or goes.</summary>
[Anonymous]
internal sealed record MoveAsGuest(SessionId Id, string Pass, bool Join) : ICommand<SessionAnswer>
{
    public override string ToString() => $"{nameof(MoveAsGuest)} {Id}";
}

internal sealed class LookAsGuestHandler(SessionsDbContext db, IClock clock, JoinKeys keys)
    : IQueryHandler<LookAsGuest, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(LookAsGuest query, CancellationToken ct)
    {
        var session = keys.IsGuestPass(query.Pass, query.Id)
            ? await db.Sessions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == query.Id, ct)
            : null;
        return session is null
            ? SessionErrors.LinkWrong
            : SessionAnswer.Of(session, session.ClientId, clock.GetCurrentInstant());
    }
}

internal sealed class MoveAsGuestHandler(SessionsDbContext db, IWork work, IClock clock, JoinKeys keys)
    : ICommandHandler<MoveAsGuest, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(MoveAsGuest command, CancellationToken ct)
    {
        if (!keys.IsGuestPass(command.Pass, command.Id))
        {
            return SessionErrors.LinkWrong;
        }

        await work.Begin(ct);
        var session = await db.Sessions.Include(x => x.Stays).SingleAsync(x => x.Id == command.Id, ct);
        var now = clock.GetCurrentInstant();
        if (!command.Join)
        {
            session.Leave(session.ClientId, now);
        }
        else if (session.Join(now) is { } refusal)
        {
            return refusal;
        }

        return SessionAnswer.Of(session, session.ClientId, now);
    }
}
