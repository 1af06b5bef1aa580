using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// What goes wrong while people do right: the power goes at a place drawn by lot, events come again, two hosts
/// deliver at once, one of them stands still in the middle, the database does not commit or does not say so, a host is
/// replaced by another one.
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
        CommitFaults.Fails,
        CommitFaults.IsLost,
    ];

    /// <summary>Where a host holds nothing open, so that it can stand still and lose what it held.</summary>
    private static readonly string[] Pauses =
    [
        "reaction.prepared",
        "process.read",
        "dispatch.read",
        "dispatch.inserted",
    ];

    /// <summary>Draws what goes wrong during the next step; in words, for the trace.</summary>
    public string Arm()
    {
        if (!world.OneIn(3))
        {
            return "";
        }

        var pauses = world.Hosts.Count > 1 && world.OneIn(3);
        var places = pauses ? Pauses : Places;
        var place = places[world.Dice.Next(places.Length)];
        var after = world.Dice.Next(4);
        if (pauses)
        {
            var (one, other) = (world.Hosts[0], world.Hosts[^1]);
            one.Crash.Meanwhile = () => other.Drain();
            one.Crash.After = after;
            one.Crash.StopAt = place;
            return $" (pause {place} +{after})";
        }

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
            host.Crash.Meanwhile = null;
        }
    }

    /// <summary>Lets everything happen that follows; on two hosts by both at once.</summary>
    public async Task Drain()
    {
        if (world.OneIn(1_500))
        {
            await world.Restart();
        }

        if (world.OneIn(6))
        {
            await Unharmed(Redeliver);
        }

        await Task.WhenAll(world.Hosts.Select(x => Task.Run(() => x.Drain())));
        if (world.Hosts.Count > 1)
        {
            // What the one left behind when the other was done already.
            await world.App.Drain();
        }
    }

    /// <summary>What the world itself does to its hosts does not go wrong.</summary>
    public async Task Unharmed(Func<Task> act)
    {
        var hosts = world.Hosts;
        SetAsleep(hosts, true);
        try
        {
            await act();
        }
        finally
        {
            SetAsleep(hosts, false);
        }
    }

    private static void SetAsleep(IEnumerable<TelehealthApp> hosts, bool asleep)
    {
        foreach (var host in hosts)
        {
            host.Crash.Asleep = asleep;
        }
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
        [
            new("hours pass", 6, () => Pass(Duration.FromMinutes(Dice.Next(30, 12 * 60)))),
            new("days pass", 3, Days),
            new("weeks pass", 1, () => Pass(Duration.FromDays(Dice.Next(8, 40)))),
        ];

    public override Task Compare() => Task.CompletedTask;

    private Task<string?> Days() => Pass(Duration.FromHours(Dice.Next(12, 80)));

    private async Task<string?> Pass(Duration by)
    {
        await World.Jump(Now + by);
        return $"{by.TotalHours:0.0} h";
    }
}
