using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.SignIns;

/// <summary>Begins the session of a browser whose person proved who it is; the cookie names it.</summary>
[Anonymous]
internal sealed record StartBrowserSession(PersonId PersonId) : ICommand<StartedBrowserSession>;

internal sealed record StartedBrowserSession(Guid Id);

/// <summary>Ends a browser's session, named by its cookie; ending it twice is the same.</summary>
[Anonymous]
internal sealed record EndBrowserSession(Guid SessionId) : ICommand<Done>;

internal sealed class StartBrowserSessionHandler(IdentityDbContext db, SystemTime time, IWork work)
    : ICommandHandler<StartBrowserSession, StartedBrowserSession>
{
    public async Task<Result<StartedBrowserSession>> Handle(StartBrowserSession command, CancellationToken ct)
    {
        await work.Begin(ct);
        var session = new BrowserSession
        {
            Id = Ids.New(),
            PersonId = command.PersonId,
            StartedAtMicros = time.NowMicros,
        };
        db.BrowserSessions.Add(session);
        return new StartedBrowserSession(session.Id);
    }
}

internal sealed class EndBrowserSessionHandler(IdentityDbContext db, SessionStamps stamps, SystemTime time, IWork work)
    : ICommandHandler<EndBrowserSession, Done>
{
    public async Task<Result<Done>> Handle(EndBrowserSession command, CancellationToken ct)
    {
        stamps.Distrust(command.SessionId);
        await work.Begin(ct);
        await db
            .BrowserSessions.Where(x => x.Id == command.SessionId && x.EndedAtMicros == null)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.EndedAtMicros, time.NowMicros), ct);
        return Done.Value;
    }
}
