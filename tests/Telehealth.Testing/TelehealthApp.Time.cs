using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Testing;

public sealed partial class TelehealthApp
{
    /// <summary>Now, by the business clock.</summary>
    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>Lets every event and every piece of background work happen; fails the test on a dead letter.</summary>
    public async Task<DrainOutcome> Drain(bool allowDead = false)
    {
        var outcome = await Services.GetRequiredService<Drain>().Run(CancellationToken.None);
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
        var moved = await Services.GetRequiredService<ClockAdvance>().To(target, CancellationToken.None);
        if (moved.Error is { } error)
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
    }
}
