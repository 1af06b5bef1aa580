using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Compliance.Contracts;
using Telehealth.Notifications.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Testing;

public sealed partial class TelehealthApp
{
    /// <summary>Now, by the business clock.</summary>
    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>Lets every event and every piece of background work happen; fails the test on a dead letter.</summary>
    public async Task<DrainOutcome> Drain(bool allowDead = false)
    {
        var outcome = await Through(() => Services.GetRequiredService<Drain>().Run(CancellationToken.None), _ => true);
        if (!allowDead && outcome.Died.Count > 0)
        {
            throw new InvalidOperationException(string.Join("\n", outcome.Died));
        }

        return outcome;
    }

    /// <summary>Moves the business clock, stopping at everything that falls due on the way.</summary>
    public Task Advance(Duration by) => AdvanceTo(Now + by);

    /// <summary>Moves the business clock to an instant, stopping at everything that falls due on the way.</summary>
    public async Task AdvanceTo(Instant target)
    {
        var advance = Services.GetRequiredService<ClockAdvance>();
        var from = Now;
        var moved = await Through(() => advance.To(target, CancellationToken.None), x => x.IsSuccess);
        // A clock that was moved when the answer was lost stands there already.
        if (moved.Error is { } error && (target < from || error != ClockErrors.Backwards))
        {
            throw new InvalidOperationException($"{error.Code}: {error.Message}");
        }
    }

    /// <summary>Drains, then checks every invariant, within modules and across.</summary>
    public async Task ShouldVerify()
    {
        await Drain();
        var report = (await Send(new VerifyLedger())).Value;
        var broken = report.Checks.Where(x => !x.Ok).Select(x => $"{x.Name}: {string.Join("; ", x.Differences)}");
        if (!report.Ok)
        {
            throw new InvalidOperationException(string.Join("\n", broken));
        }

        var audit = (await Send(new VerifyAudit())).Value;
        if (!audit.Ok)
        {
            throw new InvalidOperationException($"Line {audit.FirstBadLine} of the audit is not as it was written.");
        }
    }

    // A crash the test asked for ends the loop it hits; the loop that comes after it, as after a restart, goes on.
    private async Task<T> Through<T>(Func<Task<T>> run, Func<T, bool> isWell)
    {
        while (true)
        {
            var armed = Crash.StopAt is not null;
            try
            {
                var outcome = await run();
                if (isWell(outcome) || !armed || Crash.StopAt is not null)
                {
                    return outcome;
                }
            }
            catch (Exception e) when (e is CrashException or CommitException)
            {
                // Hit: go on.
            }

            await LetLeasesRunOut();
        }
    }

    // Whoever fell holds leases that nobody gives back. They run out by the system's clock, which no test moves: by the
    // time a host is up again, as if that had taken longer than any lease.
    private async Task LetLeasesRunOut()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db
            .Deliveries.Where(x => x.LeasedUntilMicros > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.LeasedUntilMicros, 0L));
        await transaction.CommitAsync();
    }
}
