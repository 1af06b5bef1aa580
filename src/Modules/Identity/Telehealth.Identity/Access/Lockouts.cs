using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>
/// Five failures in a row, password and second factor together, rest the account for five minutes. Counted by SQL, so
/// that tries at the same moment all count.
/// </summary>
internal sealed class Lockouts(IdentityDbContext db, SystemTime time)
{
    public const int MostFailures = 5;

    private const long RestMicros = 5L * 60 * 1_000_000;

    public bool Rests(Account account) => account.LockedUntilMicros > time.NowMicros;

    /// <summary>Inside the command's transaction.</summary>
    public async Task CountFailure(Guid account, CancellationToken ct)
    {
        var until = time.NowMicros + RestMicros;
        await db
            .Accounts.Where(x => x.Id == account)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                            x => x.LockedUntilMicros,
                            x => x.AccessFailedCount + 1 >= MostFailures ? until : x.LockedUntilMicros
                        )
                        .SetProperty(
                            x => x.AccessFailedCount,
                            x => x.AccessFailedCount + 1 >= MostFailures ? 0 : x.AccessFailedCount + 1
                        ),
                ct
            );
    }

    /// <summary>Inside the command's transaction, once the sign-in is complete.</summary>
    public Task Forget(Guid account, CancellationToken ct) =>
        db
            .Accounts.Where(x => x.Id == account && x.AccessFailedCount > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AccessFailedCount, 0), ct);
}
