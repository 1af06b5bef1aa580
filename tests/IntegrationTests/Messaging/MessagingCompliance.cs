using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>
/// What the outbox and inbox promise, on a real database: every effect exactly once and in order, under power cuts
/// between any two steps, duplicate delivery, lost leases and two hosts. Inherited per engine. Nothing here sleeps:
/// system time is moved by hand.
/// </summary>
public abstract partial class MessagingCompliance(Engine engine) : IAsyncLifetime
{
    private readonly List<SuiteHost> hosts = [];
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Guid thing = Ids.Derive("thing");
    private readonly Guid other = Ids.Derive("other thing");
    private TestDatabase database = null!;
    private SuiteHost host = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabases.FromTemplate(engine, "messaging", SuiteHost.Fill);
        host = NewHost();
    }

    public async Task DisposeAsync()
    {
        foreach (var one in hosts)
        {
            await one.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    [EngineFact]
    public async Task A_committed_event_has_its_effect_once_in_each_consumer()
    {
        await host.Count(thing);
        await host.Settle();
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1]);
        (await host.Seen("beta.mail")).ShouldBe([1]);
        (await host.Seen("gamma.follow")).ShouldBe([1]);
        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 0, 0, 0));
    }

    [EngineFact]
    public async Task An_event_nobody_reacts_to_is_just_dispatched()
    {
        await host.Publish(new ThingNotedV1(thing), "thing", 1);
        await host.Settle();
        (await host.Pending()).Drained.ShouldBeTrue();
        (await host.Read(SuiteHost.Beta, db => db.Inbox.CountAsync())).ShouldBe(0);
    }

    [EngineFact]
    public async Task An_event_this_release_does_not_know_waits_for_a_newer_host()
    {
        await host.Count(thing);
        await AllOutbox(set => set.SetProperty(x => x.WireName, "alpha.thing-weighed.v1"));
        await host.Count(other);
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1]);
        (await host.Pending()).Outbox.ShouldBe(1);
    }

    [EngineFact]
    public async Task A_duplicate_delivery_changes_nothing()
    {
        await host.Count(thing, times: 3);
        await host.Settle();
        await AllOutbox(set => set.SetProperty(x => x.DispatchedAtMicros, (long?)null));
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1, 2, 3]);
        (await host.Seen("gamma.follow")).ShouldBe([1, 2, 3]);
        (await host.Pending()).Drained.ShouldBeTrue();
    }

    [EngineFact]
    public async Task A_row_that_commits_late_with_a_low_sequence_is_not_passed_over()
    {
        await host.Count(thing);
        await host.Count(other);
        await host.Settle();
        // As if the first row's transaction had ended only now: undispatched, and never seen by any consumer.
        await host.Write(
            SuiteHost.Alpha,
            db =>
                db.Outbox.Where(x => x.Partition == $"thing:{thing}")
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.DispatchedAtMicros, (long?)null))
        );
        await host.Write(
            SuiteHost.Beta,
            db => db.Inbox.Where(x => x.Partition == $"thing:{thing}").ExecuteDeleteAsync()
        );
        await host.Settle();
        (await host.Seen("beta.mail", thing)).ShouldBe([1, 1]);
        (await host.Seen("beta.mail", other)).ShouldBe([1]);
    }

    [EngineFact]
    public async Task A_consumer_acts_as_itself_and_remembers_who_began_and_in_which_trace()
    {
        using var activity = new System.Diagnostics.Activity("request").Start();
        await host.Count(thing, actor: "person:ann");
        activity.Stop();
        await host.Settle();
        var row = (await host.Inbox("gamma.follow")).Single();
        row.Actor.ShouldBe("person:ann");
        var effect = await host.Read(SuiteHost.Gamma, db => db.Set<Effect>().SingleAsync());
        effect.Actor.ShouldBe("system:gamma.follow");
        effect.InitiatedBy.ShouldBe("person:ann");
        effect.EventId.ShouldBe(row.EventId.ToString());
        (await host.Inbox("beta.post")).Single().TraceParent.ShouldBe(activity.Id);
    }

    [EngineFact]
    public async Task A_module_that_cannot_keep_up_gets_no_more_until_it_caught_up()
    {
        var slow = NewHost(new MessagingOptions { MostReadyPerModule = 3, DispatchBatch = 2 });
        for (var i = 0; i < 6; i++)
        {
            await slow.Count(Ids.New());
        }

        while (await slow.Dispatch(SuiteHost.Alpha) > 0) { }

        var held = (await slow.Pending()).Outbox;
        held.ShouldBeGreaterThan(0);
        (await slow.Inbox("beta.post")).Count.ShouldBeInRange(4, 5);
        (await slow.Inbox("beta.mail")).Count.ShouldBeInRange(4, 5);
        await slow.Settle();
        (await slow.Seen("beta.post")).Length.ShouldBe(6);
        (await slow.Pending()).Drained.ShouldBeTrue();
    }

    [EngineFact]
    public async Task What_a_module_that_cannot_keep_up_is_owed_keeps_no_other_module_waiting()
    {
        var slow = NewHost(new MessagingOptions { MostReadyPerModule = 1, DispatchBatch = 10 });
        await slow.Count(thing, times: 3);
        await slow.Dispatch(SuiteHost.Alpha);
        await slow.Count(other);
        (await slow.Dispatch(SuiteHost.Alpha)).ShouldBe(0, "beta is full");
        await slow.Publish(new ThingPostedV1(thing, 9), "elsewhere", 1);
        (await slow.Dispatch(SuiteHost.Alpha)).ShouldBe(2, "gamma is not: one insert, one mark");
        await slow.Process(SuiteHost.Gamma);
        (await slow.Seen("gamma.follow")).ShouldBe([9]);
    }

    private SuiteHost NewHost(MessagingOptions? options = null, TimeProvider? provider = null)
    {
        var one = new SuiteHost(database, provider ?? time, options);
        hosts.Add(one);
        return one;
    }

    private Task<int> AllOutbox(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutboxRow>> set) =>
        host.Write(SuiteHost.Alpha, db => db.Outbox.ExecuteUpdateAsync(set));

    private Task<int> AllInbox(
        string consumer,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<InboxRow>> set
    ) => host.Write(SuiteHost.Beta, db => db.Inbox.Where(x => x.Consumer == consumer).ExecuteUpdateAsync(set));
}

public sealed class SqliteMessaging() : MessagingCompliance(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresMessaging() : MessagingCompliance(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerMessaging() : MessagingCompliance(Engine.SqlServer);
