using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>
/// Five failures in a row, password and second factor together, rest the account for five minutes. A try is counted and
/// committed before it is judged, and a right one is forgiven: of any number of tries at one moment five are judged.
/// </summary>
internal sealed class Lockouts(IServiceScopeFactory scopes, IdentityDbContext db, SystemTime time)
{
    public const int MostFailures = 5;

    private const long RestMicros = 5L * 60 * 1_000_000;

    /// <summary>
    /// Counts a try in a small transaction of its own, before the command's; false while the account rests, and then
    /// nothing may be judged.
    /// </summary>
    public async Task<bool> Admit(Guid account, CancellationToken ct)
    {
        var now = time.NowMicros;
        var until = now + RestMicros;
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        await using var transaction = await own.Database.BeginTransactionAsync(ct);
        var admitted = await own
            .Accounts.Where(x => x.Id == account && x.LockedUntilMicros <= now)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.LockedUntilMicros, x => x.AccessFailedCount + 1 == MostFailures ? until : 0)
                        // The rest is over: the count begins anew.
                        .SetProperty(
                            x => x.AccessFailedCount,
                            x => x.AccessFailedCount >= MostFailures ? 1 : x.AccessFailedCount + 1
                        ),
                ct
            );
        await transaction.CommitAsync(ct);
        return admitted == 1;
    }

    /// <summary>The try was right, but the sign-in is not complete: only this try counts no longer.</summary>
    public Task Forgive(Guid account, CancellationToken ct) =>
        db
            .Accounts.Where(x => x.Id == account && x.AccessFailedCount > 0)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.LockedUntilMicros, 0)
                        .SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount - 1),
                ct
            );

    /// <summary>Inside the command's transaction, once the sign-in is complete.</summary>
    public Task Forget(Guid account, CancellationToken ct) =>
        db
            .Accounts.Where(x => x.Id == account && x.AccessFailedCount > 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.LockedUntilMicros, 0).SetProperty(x => x.AccessFailedCount, 0),
                ct
            );
}
