using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>Power cuts, lost leases, two hosts.</summary>
public abstract partial class MessagingCompliance
{
    [EngineTheory]
    [InlineData("dispatch.read")]
    [InlineData("dispatch.inserted")]
    [InlineData("dispatch.marked")]
    [InlineData("process.read")]
    [InlineData("reaction.prepared")]
    [InlineData("reaction.flipped")]
    [InlineData("reaction.effect")]
    [InlineData("work.before-commit")]
    [InlineData("work.after-commit")]
    public async Task A_power_cut_between_two_steps_loses_nothing_and_doubles_nothing(string step)
    {
        await host.Count(thing, times: 2);
        await host.Count(other);
        await host.Count(thing);
        for (var after = 0; after < 3; after++)
        {
            var dying = NewHost();
            dying.Power.CutAt = step;
            dying.Power.After = after;
            var cut = await Record.ExceptionAsync(dying.Settle);
            (after > 0 && cut is null || cut is PowerCutException).ShouldBeTrue(cut?.ToString() ?? "no cut");
        }

        await NewHost().Settle();
        foreach (var consumer in (string[])["beta.post", "beta.mail", "gamma.follow"])
        {
            (await host.Seen(consumer, thing)).ShouldBe([1, 2, 3], consumer);
            (await host.Seen(consumer, other)).ShouldBe([1], consumer);
        }

        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 0, 0, 0));
        (await host.Inbox("beta.post")).ShouldAllBe(x => x.Tries == 0);
    }

    [EngineFact]
    public async Task Two_dispatchers_at_once_deliver_once()
    {
        for (var i = 0; i < 10; i++)
        {
            await host.Count(Ids.New());
        }

        var second = NewHost();
        // The second runs whole between the first one's reading and inserting.
        var once = true;
        host.Power.Look = (step, _) =>
        {
            if (step == "dispatch.read" && once)
            {
                once = false;
                second.Settle().GetAwaiter().GetResult();
            }
        };
        await host.Settle();
        (await host.Seen("beta.post")).Length.ShouldBe(10);
        (await host.Seen("gamma.follow")).Length.ShouldBe(10);
        (await host.Read(SuiteHost.Beta, db => db.Inbox.CountAsync())).ShouldBe(20);
    }

    [EngineFact]
    public async Task Racing_dispatchers_insert_each_row_once()
    {
        for (var i = 0; i < 20; i++)
        {
            await host.Count(Ids.New());
        }

        var racers = Enumerable.Range(0, 4).Select(_ => NewHost()).ToList();
        await Task.WhenAll(racers.Select(x => Task.Run(() => x.Dispatch(SuiteHost.Alpha))));
        (await host.Read(SuiteHost.Beta, db => db.Inbox.CountAsync())).ShouldBe(40);
        (await host.Pending()).Outbox.ShouldBe(0);
    }

    [EngineFact]
    public async Task A_worker_that_lost_its_lease_midway_does_nothing_twice()
    {
        await host.Count(thing);
        await host.Dispatch(SuiteHost.Alpha);
        (await host.Get<Leases>().Hold(SuiteHost.Beta, "messages", CancellationToken.None)).ShouldBeTrue();
        var second = NewHost();
        var stalled = true;
        host.Power.Look = (step, consumer) =>
        {
            if (step == "reaction.prepared" && consumer == "beta.post" && stalled)
            {
                stalled = false;
                time.Advance(TimeSpan.FromMinutes(1));
                second.Get<Leases>().Hold(SuiteHost.Beta, "messages", CancellationToken.None).Result.ShouldBeTrue();
                second.Settle().GetAwaiter().GetResult();
            }
        };
        var processed = await host.Process(SuiteHost.Beta, lane: Lane.Ordinary);
        processed.Done.ShouldBe(0, "the other host has done both");
        (await host.Get<Leases>().Hold(SuiteHost.Beta, "messages", CancellationToken.None)).ShouldBeFalse();
        (await host.Seen("beta.post")).ShouldBe([1]);
        (await host.Seen("beta.mail")).ShouldBe([1]);
        (await host.Seen("gamma.follow")).ShouldBe([1]);
    }

    [EngineFact]
    public async Task A_lease_has_one_holder_until_it_ends_or_is_given_back()
    {
        var second = NewHost();
        var first = host.Get<Leases>();
        var rival = second.Get<Leases>();
        (await first.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeTrue();
        (await rival.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeFalse();
        (await rival.Hold(SuiteHost.Beta, "messages", CancellationToken.None)).ShouldBeTrue("leases are per module");

        time.Advance(TimeSpan.FromSeconds(10));
        (await first.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeTrue("renewed");
        time.Advance(TimeSpan.FromSeconds(10));
        (await rival.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(10));
        (await rival.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeTrue("it ended");
        (await first.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeFalse();

        await rival.ReleaseAll(CancellationToken.None);
        (await first.Hold(SuiteHost.Alpha, "messages", CancellationToken.None)).ShouldBeTrue("it was given back");
    }

    [EngineFact]
    public async Task Hosts_that_race_for_a_new_lease_agree_on_one()
    {
        var rivals = Enumerable.Range(0, 4).Select(_ => NewHost()).ToList();
        var held = await Task.WhenAll(
            rivals.Select(x => Task.Run(() => x.Get<Leases>().Hold(SuiteHost.Alpha, "new", CancellationToken.None)))
        );
        held.Count(x => x).ShouldBe(1);
    }

    [EngineFact]
    public async Task Six_workers_on_two_hosts_do_everything_once_and_each_partition_in_order()
    {
        var things = Enumerable.Range(0, 12).Select(x => Ids.Derive("t", x.ToString())).ToList();
        for (var round = 0; round < 5; round++)
        {
            foreach (var one in things)
            {
                await host.Count(one);
            }
        }

        var second = NewHost();
        // Some fail the first time, somewhere in the middle.
        var failed = new HashSet<(string, int)>();
        second.Script.Effect = host.Script.Effect = (consumer, number) =>
        {
            lock (failed)
            {
                return number % 2 == 0 && failed.Add((consumer, number))
                    ? throw new InvalidOperationException("the first time")
                    : Task.CompletedTask;
            }
        };
        async Task Work(SuiteHost one)
        {
            while (!(await one.Pending()).Drained)
            {
                foreach (
                    var module in (BuildingBlocks.Infrastructure.Modules.Module[])
                        [SuiteHost.Alpha, SuiteHost.Beta, SuiteHost.Gamma]
                )
                {
                    await one.Dispatch(module);
                    await one.Process(module, force: true, workers: 3);
                }
            }
        }

        await Task.WhenAll(Task.Run(() => Work(host)), Task.Run(() => Work(second)));
        foreach (var consumer in (string[])["beta.post", "beta.mail", "gamma.follow"])
        {
            foreach (var one in things)
            {
                (await host.Seen(consumer, one)).ShouldBe([1, 2, 3, 4, 5], consumer);
            }
        }

        (await host.Read(SuiteHost.Beta, db => db.Inbox.CountAsync(x => x.State == InboxState.Dead))).ShouldBe(0);
    }
}
