using Microsoft.EntityFrameworkCore;
using NodaTime;
using OpenIddict.Abstractions;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// Deletes what is left of codes, tokens, grants and browser sessions long over; once an hour, on any host, twice does
/// no harm.
/// </summary>
internal sealed class PruneTokens(
    IOpenIddictTokenManager tokens,
    IOpenIddictAuthorizationManager grants,
    IdentityDbContext db,
    SystemTime time,
    PruneTimes times
) : IBackgroundWork
{
    private static readonly Duration LongestSession = Duration.FromDays(30);

    public string Name => "identity.prune-tokens";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        if (!times.IsDue(time.Now))
        {
            return 0;
        }

        var before = (time.Now - Duration.FromTimeSpan(OidcSetup.RefreshTokenLifetime)).ToDateTimeOffset();
        await tokens.PruneAsync(before, ct);
        await grants.PruneAsync(before, ct);
        await PruneSessions(ct);
        return 0;
    }

    // A session without its row has ended: no cookie, however often renewed, outlives this.
    private async Task PruneSessions(CancellationToken ct)
    {
        var before = Micros.Of(time.Now - LongestSession);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.BrowserSessions.Where(x => x.StartedAtMicros < before).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Nobody waits for it.</summary>
    public Task<int> Pending(CancellationToken ct) => Task.FromResult(0);
}

/// <summary>When this host pruned last.</summary>
internal sealed class PruneTimes
{
    private static readonly Duration Pause = Duration.FromHours(1);
    private readonly Lock one = new();
    private Instant? next;

    public bool IsDue(Instant now)
    {
        lock (one)
        {
            // Not at the start, when everything else happens.
            if (next is not { } due)
            {
                next = now + Pause;
                return false;
            }

            if (now < due)
            {
                return false;
            }

            next = now + Pause;
            return true;
        }
    }
}
