using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// What goes wrong while people do right: the power goes at a place drawn by lot, events are delivered again, two hosts
/// deliver at once.
/// </summary>
internal sealed class Faults(World world)
{
    private static readonly string[] Places =
    [
        "work.begun",
        "work.step",
        "work.before-commit",
        "work.after-commit",
        "reaction.prepared",
        "reaction.flipped",
        "reaction.effect",
        "process.read",
        "dispatch.read",
        "dispatch.inserted",
        "dispatch.marked",
    ];

    /// <summary>Draws what goes wrong during the next step; in words, for the trace.</summary>
    public string Arm()
    {
        if (!world.OneIn(3))
        {
            return "";
        }

        var place = Places[world.Dice.Next(Places.Length)];
        var after = world.Dice.Next(4);
        foreach (var host in world.Hosts)
        {
            host.Crash.After = after;
            host.Crash.StopAt = place;
        }

        return $" (crash {place} +{after})";
    }

    public void Disarm()
    {
        foreach (var host in world.Hosts)
        {
            host.Crash.StopAt = null;
        }
    }

    /// <summary>Lets everything happen that follows; on two hosts by both at once.</summary>
    public async Task Drain()
    {
        if (world.OneIn(6))
        {
            await Redeliver();
        }

        await Task.WhenAll(world.Hosts.Select(x => Task.Run(() => x.Drain())));
        await world.App.Drain();
    }

    // The dispatcher forgot that it handed over the last events: consumers must know them by their ids.
    private async Task Redeliver()
    {
        await using var scope = world.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        var last = await db.Outbox.OrderByDescending(x => x.Sequence).Take(3).Select(x => x.Sequence).ToListAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db
            .Outbox.Where(x => last.Contains(x.Sequence))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.DispatchedAtMicros, (long?)null));
        await transaction.CommitAsync();
    }
}

/// <summary>Time goes by.</summary>
internal sealed class ClockArea(World world) : Area(world)
{
    public override IEnumerable<Step> Steps =>
        [new("hours pass", 4, () => Pass(Duration.FromMinutes(Dice.Next(30, 12 * 60)))), new("days pass", 2, Days)];

    public override Task Compare() => Task.CompletedTask;

    private Task<string?> Days() => Pass(Duration.FromHours(Dice.Next(12, 80)));

    private async Task<string?> Pass(Duration by)
    {
        await World.Jump(Now + by);
        return $"{by.TotalHours:0.0} h";
    }
}
