using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>A browser session that was not ended.</summary>
internal sealed record SessionStamp(PersonId PersonId);

/// <summary>
/// The stamps of browser sessions: signing out ends the session itself, so that a copy of its cookie ends too.
/// </summary>
internal sealed class SessionStamps(IServiceScopeFactory scopes, SystemTime time) : StampCache<Guid, SessionStamp>(time)
{
    protected override async Task<SessionStamp?> Read(Guid key, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        return await db
            .BrowserSessions.Where(x => x.Id == key && x.EndedAtMicros == null)
            .Select(x => new SessionStamp(x.PersonId))
            .FirstOrDefaultAsync(ct);
    }
}
