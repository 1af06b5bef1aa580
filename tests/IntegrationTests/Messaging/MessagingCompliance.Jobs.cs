using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>Drain, background work, the business clock, the pump, what operations staff see.</summary>
public abstract partial class MessagingCompliance
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 9, 0);

    [EngineFact]
    public async Task A_drain_ignores_backoff_runs_background_work_and_says_what_it_did()
    {
        host.Script.Fail("beta.post", number: 1);
        await host.Count(thing);
        await host.Settle();
        host.Script.Behave();
        host.Jobs.Background = 5;
        (await host.Pending()).ShouldBe(new PendingCounts(0, 1, 0, 5, 0));

        var outcome = await host.Drain();
        outcome.Drained.ShouldBeTrue();
        outcome.Processed.ShouldBe(2, "post and follow");
        outcome.Background.ShouldBe(5);
        outcome.Died.ShouldBeEmpty();
        host.Jobs.Forced.ShouldAllBe(x => x);
        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 0, 0, 0));
    }

    [EngineFact]
    public async Task A_drain_names_what_died_in_it_and_not_what_was_dead_before()
    {
        await OneDead("beta.post");
        host.Script.Fail("beta.mail", number: 1);
        await host.Count(other);
        var died = (await host.Drain()).Died.Single();
        died.Consumer.ShouldBe("beta.mail");
        died.Module.ShouldBe("beta");
        died.LastError!.ShouldStartWith("InvalidOperationException in ");
    }

    [EngineFact]
    public async Task The_clock_stops_at_each_due_instant_and_drains_before_it_goes_on()
    {
        var (first, second) = (Start.Plus(Duration.FromHours(1)), Start.Plus(Duration.FromDays(3)));
        host.Jobs.Due.UnionWith([first, second, Start.Plus(Duration.FromDays(30))]);
        var seenBefore = new List<int>();
        host.Jobs.OnDue = async _ =>
        {
            seenBefore.Add((await host.Seen("gamma.follow")).Length);
            await host.Count(thing);
        };
        var target = Start.Plus(Duration.FromDays(7));
        var advanced = (await host.Get<ClockAdvance>().To(target, CancellationToken.None)).Value;
        advanced.ShouldBe(new AdvancedClock(Start, target, 2, 6));
        host.Jobs.RanAt.ShouldBe([first, second]);
        seenBefore.ShouldBe([0, 1]);
        host.Get<BusinessClock>().GetCurrentInstant().ShouldBe(target);
        (await host.Get<ClockAdvance>().To(Start, CancellationToken.None)).Error!.Code.ShouldBe("clock.backwards");
    }

    [EngineFact]
    public async Task A_job_that_stays_due_stops_the_clock_and_is_named()
    {
        host.Jobs.Due.Add(Start.Plus(Duration.FromHours(1)));
        host.Jobs.KeepsWhatIsDue = true;
        var error = (await host.Get<ClockAdvance>().To(Start.Plus(Duration.FromDays(1)), CancellationToken.None)).Error;
        error!.Code.ShouldBe("clock.stuck");
        error.Message.ShouldContain("alpha.fall-due");
        host.Get<BusinessClock>().GetCurrentInstant().ShouldBe(Start.Plus(Duration.FromHours(1)));
    }

    [EngineFact]
    public async Task A_dead_letter_stops_the_clock_and_is_named()
    {
        host.Jobs.Due.Add(Start.Plus(Duration.FromHours(1)));
        host.Jobs.OnDue = _ => host.Count(thing);
        host.Script.Fail("beta.post", number: 1);
        var error = (await host.Get<ClockAdvance>().To(Start.Plus(Duration.FromDays(1)), CancellationToken.None)).Error;
        error!.Code.ShouldBe("clock.dead-letter");
        error.Message.ShouldContain("beta.post");
        host.Get<BusinessClock>().GetCurrentInstant().ShouldBe(Start.Plus(Duration.FromHours(1)));
    }

    [EngineFact]
    public async Task Work_that_does_not_come_to_an_end_stops_the_clock_and_is_named()
    {
        var hasty = NewHost(new MessagingOptions { MostForcedTries = 3, DrainPatience = TimeSpan.FromMilliseconds(1) });
        hasty.Jobs.Stuck = 1;
        var error = (
            await hasty.Get<ClockAdvance>().To(Start.Plus(Duration.FromDays(1)), CancellationToken.None)
        ).Error;
        error!.Code.ShouldBe("clock.not-drained");
        error.Message.ShouldContain("beta.deliver: 1");
        hasty.Get<BusinessClock>().GetCurrentInstant().ShouldBe(Start);
    }

    [EngineFact]
    public async Task Due_work_that_fails_stops_the_clock_and_is_named_without_its_words()
    {
        host.Jobs.Due.Add(Start.Plus(Duration.FromHours(1)));
        host.Jobs.OnDue = _ => throw new InvalidOperationException("told to fail");
        var error = (await host.Get<ClockAdvance>().To(Start.Plus(Duration.FromDays(1)), CancellationToken.None)).Error;
        error!.Code.ShouldBe("clock.work-failed");
        error.Message.ShouldEndWith("failed: InvalidOperationException.");
        host.Get<BusinessClock>().GetCurrentInstant().ShouldBe(Start.Plus(Duration.FromHours(1)));
    }

    [EngineFact]
    public async Task One_moves_the_clock_at_a_time_and_another_host_sees_it_moved()
    {
        var second = NewHost();
        host.Jobs.Due.Add(Start.Plus(Duration.FromHours(1)));
        string? rival = null;
        host.Jobs.OnDue = async _ =>
            rival = (await second.Get<ClockAdvance>().To(Start + Duration.FromDays(9), CancellationToken.None))
                .Error!
                .Code;
        await host.Get<ClockAdvance>().To(Start.Plus(Duration.FromDays(1)), CancellationToken.None);
        rival.ShouldBe("clock.busy");
        await second.Get<BusinessClock>().Load(CancellationToken.None);
        second.Get<BusinessClock>().GetCurrentInstant().ShouldBe(Start.Plus(Duration.FromDays(1)));
    }

    [EngineFact]
    public async Task A_scan_runs_what_is_due_and_only_under_the_lease()
    {
        var second = NewHost();
        second.Jobs.Due.Add(Start);
        host.Jobs.Due.Add(Start);
        host.Jobs.Due.Add(Start.Plus(Duration.FromHours(1)));
        await host.Get<DueScans>().Run(Lane.Ordinary, CancellationToken.None);
        await host.Get<DueScans>().Run(Lane.Ordinary, CancellationToken.None);
        await second.Get<DueScans>().Run(Lane.Ordinary, CancellationToken.None);
        host.Jobs.RanAt.ShouldBe([Start]);
        second.Jobs.RanAt.ShouldBeEmpty();
        time.Advance(TimeSpan.FromHours(1));
        await second.Get<DueScans>().Run(Lane.Ordinary, CancellationToken.None);
        second.Jobs.RanAt.Count.ShouldBe(1, "the lease ended and was taken over");
    }

    [EngineFact]
    public async Task The_pump_moves_what_is_committed_without_anybody_asking_and_stops_cleanly()
    {
        var running = NewHost(
            new MessagingOptions { PollEvery = TimeSpan.FromSeconds(20), LeaseTime = TimeSpan.FromSeconds(60) },
            TimeProvider.System
        );
        var followed = new TaskCompletionSource();
        running.Script.Effect = (consumer, number) =>
        {
            if (consumer == "gamma.follow" && number == 3)
            {
                followed.TrySetResult();
            }

            return Task.CompletedTask;
        };
        var pump = running.Get<MessagePump>();
        await pump.StartAsync(CancellationToken.None);
        for (var i = 0; i < 3; i++)
        {
            await running.Count(thing);
        }

        await followed.Task.WaitAsync(TimeSpan.FromSeconds(15));
        await pump.StopAsync(CancellationToken.None);
        (await host.Get<Leases>().Hold(SuiteHost.Alpha, "host", CancellationToken.None)).ShouldBeTrue("given back");
        await host.Drain();
        (await host.Seen("gamma.follow")).ShouldBe([1, 2, 3]);
    }

    [EngineFact]
    public async Task Staff_see_dead_letters_of_all_modules_page_by_page_and_inside()
    {
        host.Script.Effect = (consumer, number) =>
            (consumer, number) is ("beta.mail", _) or ("gamma.follow", _)
                ? throw new InvalidOperationException("told to fail")
                : Task.CompletedTask;
        await host.Count(thing, times: 2);
        await host.Drain();
        var list = new ListDeadLettersHandler(host.Get<ModuleDatabases>());
        var first = (await list.Handle(new ListDeadLetters(null, null, 2), CancellationToken.None)).Value;
        first.Items.Select(x => (x.Module, x.Halts)).ShouldBe([("beta", false), ("beta", false)]);
        var next = (await list.Handle(new ListDeadLetters(null, first.Next, 2), CancellationToken.None)).Value;
        next.Items.Select(x => (x.Module, x.Halts)).ShouldBe([("gamma", true)]);
        next.Next.ShouldBeNull();
        (
            await list.Handle(new ListDeadLetters("gamma", null, null), CancellationToken.None)
        ).Value.Items.Count.ShouldBe(1);

        var inspect = new InspectDeadLetterHandler(host.Get<ModuleDatabases>());
        var one = next.Items[0];
        var details = (
            await inspect.Handle(new InspectDeadLetter(one.Module, one.Sequence), CancellationToken.None)
        ).Value;
        details.Payload.GetProperty("number").GetInt32().ShouldBe(1);
        details.InitiatedBy.ShouldBe("person:ann");
        details.Waiting.ShouldBe(1);
        (await inspect.Handle(new InspectDeadLetter("nowhere", 1), CancellationToken.None)).Error.ShouldNotBeNull();
    }

    [EngineFact]
    public async Task Staff_see_how_far_each_module_lags()
    {
        await OneDead("beta.post");
        await host.Count(other);
        time.Advance(TimeSpan.FromSeconds(30));
        var health = new GetMessagingHealthHandler(
            host.Get<ModuleDatabases>(),
            host.Get<SubscriptionCatalog>(),
            host.Get<SystemTime>()
        );
        var modules = (await health.Handle(new GetMessagingHealth(), CancellationToken.None)).Value.Modules;
        modules.Select(x => x.Module).ShouldBe(["alpha", "beta", "gamma"]);
        modules[0].Undispatched.ShouldBe(1);
        modules[0].OldestUndispatchedSeconds.ShouldBe(30);
        modules[1]
            .ShouldSatisfyAllConditions(x => x.Ready.ShouldBe(2), x => x.Halted.ShouldBe(2), x => x.Dead.ShouldBe(1));
    }
}
