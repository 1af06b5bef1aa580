using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>Lanes: what is urgent waits for nothing ordinary, and nobody meets events in another order.</summary>
public abstract partial class MessagingCompliance
{
    [EngineFact]
    public async Task What_is_urgent_passes_ten_thousand_ordinary_rows_in_the_outbox_and_in_the_inbox()
    {
        await Flood(outbox: 10_000, inbox: 10_000);
        await host.Publish(new ThingAlarmedV1(thing, 7), "alarm", 1);
        (await host.Dispatch(SuiteHost.Alpha, Lane.Safety)).ShouldBe(2, "one insert, one mark");
        (await host.Process(SuiteHost.Gamma, lane: Lane.Safety)).Done.ShouldBe(1);
        (await host.Seen("gamma.alarm")).ShouldBe([7]);
        (await host.Dispatch(SuiteHost.Alpha, Lane.Safety)).ShouldBe(0);
        var left = await host.Pending();
        (left.Outbox, left.Inbox).ShouldBe((10_000, 10_000));
    }

    [EngineFact]
    public async Task An_event_of_two_lanes_reaches_the_urgent_consumer_first_and_each_once_in_order()
    {
        await host.Count(thing, times: 3);
        await host.Dispatch(SuiteHost.Alpha, Lane.Prompt);
        await host.Process(SuiteHost.Beta, lane: Lane.Prompt);
        await host.Process(SuiteHost.Beta, lane: Lane.Prompt);
        await host.Process(SuiteHost.Beta, lane: Lane.Prompt);
        (await host.Seen("beta.mail")).ShouldBe([1, 2, 3]);
        (await host.Inbox("beta.post")).ShouldBeEmpty();
        (await host.Pending()).Outbox.ShouldBe(3, "they are handed down, not done");
        (await host.Dispatch(SuiteHost.Alpha, Lane.Prompt)).ShouldBe(0);
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1, 2, 3]);
        (await host.Seen("beta.mail")).ShouldBe([1, 2, 3]);
        (await host.Pending()).Drained.ShouldBeTrue();
    }

    [EngineFact]
    public async Task In_whatever_order_the_lanes_run_every_consumer_meets_every_event_once_and_in_order()
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            var random = new Random(seed);
            var one = Ids.Derive("lanes", $"{seed}");
            for (var step = 0; step < 40; step++)
            {
                await Step(random, one);
            }

            var last = await host.Count(one);
            await host.Settle();
            (await host.Seen("beta.post", one)).ShouldBe(Enumerable.Range(1, last), $"seed {seed}");
            (await host.Seen("beta.mail", one)).ShouldBe(Enumerable.Range(1, last), $"seed {seed}");
            (await host.Seen("gamma.follow", one)).ShouldBe(Enumerable.Range(1, last), $"seed {seed}");
        }
    }

    [EngineFact]
    public async Task A_full_ordinary_lane_holds_up_no_urgent_one()
    {
        var slow = NewHost(new MessagingOptions { MostReadyPerModule = 1, DispatchBatch = 10 });
        await slow.Count(thing, times: 3);
        await slow.Dispatch(SuiteHost.Alpha);
        await slow.Process(SuiteHost.Beta, lane: Lane.Prompt);
        await slow.Count(other);
        await slow.Dispatch(SuiteHost.Alpha, Lane.Prompt);
        (await slow.Inbox("beta.mail")).Count.ShouldBe(3, "this lane is full as well");
        while ((await slow.Process(SuiteHost.Beta, lane: Lane.Prompt)).Moved > 0) { }

        await slow.Dispatch(SuiteHost.Alpha, Lane.Prompt);
        await slow.Process(SuiteHost.Beta, lane: Lane.Prompt);
        (await slow.Seen("beta.mail", other)).ShouldBe([1]);
        (await slow.Seen("beta.post")).ShouldBeEmpty();
    }

    [EngineFact]
    public async Task A_host_of_one_lane_works_off_that_lane_alone()
    {
        var running = NewHost(new MessagingOptions { Lanes = [Lane.Safety] }, TimeProvider.System);
        var alarmed = new TaskCompletionSource();
        running.Power.Look = (step, consumer) =>
        {
            if (step == "work.after-commit" && consumer == "gamma.alarm")
            {
                alarmed.TrySetResult();
            }
        };
        await running.Count(thing);
        var pump = running.Get<MessagePump>();
        await pump.StartAsync(CancellationToken.None);
        await running.Publish(new ThingAlarmedV1(thing, 1), "alarm", 1);
        await alarmed.Task.WaitAsync(TimeSpan.FromSeconds(15));
        await pump.StopAsync(CancellationToken.None);
        (await running.Seen("beta.mail")).ShouldBeEmpty();
        (await running.Pending()).Outbox.ShouldBe(1);
    }

    [EngineFact]
    public async Task A_lane_that_is_behind_is_named_in_the_outbox_in_the_inbox_and_while_it_fails()
    {
        var watch = host.Get<LaneWatch>();
        await host.Publish(new ThingAlarmedV1(thing, 1), "alarm", 1);
        await host.Count(thing);
        (await watch.Look(CancellationToken.None)).ShouldBeEmpty();
        time.Advance(TimeSpan.FromSeconds(11));
        (await Behind()).ShouldBe([(Lane.Safety, "alpha outbox")]);
        time.Advance(TimeSpan.FromSeconds(50));
        (await Behind()).ShouldBe([(Lane.Safety, "alpha outbox"), (Lane.Prompt, "alpha outbox")]);
        await host.Dispatch(SuiteHost.Alpha);
        (await Behind()).ShouldBe([
            (Lane.Safety, "gamma inbox"),
            (Lane.Prompt, "beta inbox"),
            (Lane.Ordinary, "beta inbox"),
        ]);
        host.Script.Effect = (_, _) => throw new InvalidOperationException("told to fail");
        await host.Process(SuiteHost.Beta);
        await host.Process(SuiteHost.Gamma);
        (await Behind()).ShouldBe([(Lane.Safety, "gamma inbox")], "the others are tried again in a while");

        async Task<(Lane, string)[]> Behind() =>
            [.. (await watch.Look(CancellationToken.None)).Select(x => (x.Lane, x.What))];
    }

    [EngineFact]
    public async Task A_drain_tries_what_does_not_move_a_few_times_and_says_so()
    {
        var hasty = NewHost(
            new MessagingOptions { MostForcedTries = 3, DrainPatience = TimeSpan.FromMilliseconds(500) }
        );
        hasty.Jobs.Stuck = 1;
        await hasty.Count(thing);
        var outcome = await hasty.Drain();
        outcome.Drained.ShouldBeFalse();
        outcome.Waiting.ShouldBe(["beta.deliver: 1"]);
        hasty.Jobs.Forced.Count(x => x).ShouldBe(3);
        hasty.Jobs.Forced.Count.ShouldBeLessThan(20, "it waits longer from look to look");
        (await hasty.Seen("gamma.follow")).ShouldBe([1], "everything else is done");
    }

    private async Task Step(Random random, Guid one)
    {
        switch (random.Next(4))
        {
            case 0:
                await host.Count(one, random.Next(1, 3));
                break;
            case 1:
                await host.Dispatch(random.Next(2) == 0 ? SuiteHost.Alpha : SuiteHost.Beta, AnyLane(random));
                break;
            default:
                await host.Process(random.Next(2) == 0 ? SuiteHost.Beta : SuiteHost.Gamma, lane: AnyLane(random));
                break;
        }
    }

    private static Lane AnyLane(Random random) => Lanes.All[random.Next(Lanes.All.Count)];

    /// <summary>Ordinary work that nobody works off: in alpha's outbox, and in gamma's inbox.</summary>
    private async Task Flood(int outbox, int inbox)
    {
        const string wireName = "beta.thing-posted.v1";
        await host.Write(
            SuiteHost.Alpha,
            db =>
            {
                db.Outbox.AddRange(
                    Enumerable
                        .Range(0, outbox)
                        .Select(i => new OutboxRow
                        {
                            EventId = Ids.New(),
                            WireName = wireName,
                            Partition = $"flood:{i}",
                            Version = 1,
                            Ordinal = 0,
                            Payload = "{}",
                            Actor = "system:test",
                            CommittedAtMicros = 0,
                        })
                );
                return db.SaveChangesAsync();
            }
        );
        await host.Write(
            SuiteHost.Gamma,
            db =>
            {
                db.Inbox.AddRange(
                    Enumerable
                        .Range(0, inbox)
                        .Select(i => new InboxRow
                        {
                            Consumer = "gamma.follow",
                            EventId = Ids.New(),
                            WireName = wireName,
                            Partition = $"flood:{i}",
                            Version = 1,
                            Ordinal = 0,
                            Payload = "{}",
                            Actor = "system:test",
                            CommittedAtMicros = 0,
                        })
                );
                return db.SaveChangesAsync();
            }
        );
    }
}
