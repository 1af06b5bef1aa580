using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Guests;

/// <summary>
/// Whoever opens a guest's page without a link, as from a calendar, has a fresh one sent to the number and address on
/// record (HUB-09). The answer is the same whether one goes out or not: it tells a stranger nothing.
/// </summary>
[Anonymous]
internal sealed record AskGuestLink(SessionId Id) : ICommand<Done>;

internal sealed class AskGuestLinkHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<AskGuestLink, Done>
{
    public async Task<Result<Done>> Handle(AskGuestLink command, CancellationToken ct)
    {
        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, ct);
        if (session is null || !session.SendsGuestLink(now))
        {
            return Done.Value;
        }

        var link = session.GuestLink + 1;
        // Made where it is decided: of many who ask at once one gets a link sent.
        var made = await db
            .Sessions.Where(x => x.Id == command.Id && x.GuestLink == session.GuestLink)
            .Where(x => x.GuestTries < Session.MostGuestTries)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.GuestLink, link)
                        .SetProperty(x => x.GuestLinkAt, now)
                        .SetProperty(x => x.GuestEnteredAt, (Instant?)null),
                ct
            );
        if (made == 1)
        {
            var asked = new GuestLinkMadeV1(session.Id, session.BookingId, session.ClientId);
            work.Publish(asked, $"guest-link:{session.Id}", link);
        }

        return Done.Value;
    }
}
