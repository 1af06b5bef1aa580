using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>Failures: rollback, tries, backoff, poison, death, retention.</summary>
public abstract partial class MessagingCompliance
{
    [EngineFact]
    public async Task A_failure_leaves_no_effect_and_says_what_happened_and_when_it_is_tried_again()
    {
        host.Script.Fail("beta.post", number: 1, why: "the sky fell");
        await host.Count(thing);
        await host.Settle();
        var row = (await host.Inbox("beta.post")).Single();
        row.State.ShouldBe(InboxState.Ready);
        row.Tries.ShouldBe(1);
        // Where, and none of its words: they may be somebody's own.
        row.LastError!.ShouldStartWith("InvalidOperationException in ");
        row.LastError!.ShouldNotContain("sky");
        var now = (time.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
        (row.NextTryAtMicros - now).ShouldBeInRange(1_600_000, 2_400_000);
        (await host.Seen("beta.post")).ShouldBeEmpty();
        (await host.Read(SuiteHost.Beta, db => db.Outbox.CountAsync())).ShouldBe(0, "its event went with it");
    }

    [EngineFact]
    public async Task A_row_is_tried_eight_times_with_growing_waits_and_then_is_dead()
    {
        host.Script.Fail("beta.post", number: 1);
        await host.Count(thing);
        for (var tries = 1; tries <= 8; tries++)
        {
            await host.Settle();
            var row = (await host.Inbox("beta.post")).Single();
            row.Tries.ShouldBe(tries);
            row.State.ShouldBe(tries < 8 ? InboxState.Ready : InboxState.Dead);
            time.Advance(TimeSpan.FromSeconds(Math.Min(2 * Math.Pow(4, tries - 1), 900) * 0.79));
            await host.Settle();
            (await host.Inbox("beta.post")).Single().Tries.ShouldBe(tries, "too early");
            time.Advance(TimeSpan.FromSeconds(Math.Min(2 * Math.Pow(4, tries - 1), 900) * 0.42));
        }

        await host.Settle();
        (await host.Inbox("beta.post")).Single().Tries.ShouldBe(8, "dead rows stay dead");
    }

    [EngineFact]
    public async Task A_failure_before_the_transaction_counts_too()
    {
        host.Script.Prepare = (_, _) => throw new TimeoutException("nobody answers");
        await host.Count(thing);
        await host.Settle();
        (await host.Inbox("beta.post")).Single().LastError!.ShouldStartWith("TimeoutException in ");
        host.Script.Prepare = (_, _) => Task.CompletedTask;
        time.Advance(TimeSpan.FromSeconds(3));
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1]);
    }

    [EngineFact]
    public async Task A_conflict_in_the_database_is_run_again_at_once_and_is_no_failed_try()
    {
        var conflicts = 0;
        host.Script.Effect = (consumer, _) =>
            consumer == "beta.post" && conflicts++ < 2
                ? throw new DbUpdateConcurrencyException("somebody was faster")
                : Task.CompletedTask;
        await host.Count(thing);
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1]);
        (await host.Inbox("beta.post")).Single().Tries.ShouldBe(0);
    }

    [EngineFact]
    public async Task A_payload_that_cannot_be_read_is_dead_at_once_and_not_quoted()
    {
        await host.Count(thing);
        await host.Dispatch(SuiteHost.Alpha);
        await AllInbox("beta.post", set => set.SetProperty(x => x.Payload, "{\"thing\":\"secret\"}"));
        await host.Settle();
        var row = (await host.Inbox("beta.post")).Single();
        row.State.ShouldBe(InboxState.Dead);
        row.Tries.ShouldBe(1);
        row.LastError!.ShouldNotContain("secret");
        (await host.Seen("beta.mail")).ShouldBe([1]);
    }

    [EngineFact]
    public async Task A_wire_name_the_consumer_does_not_know_is_dead_at_once()
    {
        await host.Count(thing);
        await host.Dispatch(SuiteHost.Alpha);
        await AllInbox("beta.post", set => set.SetProperty(x => x.WireName, "alpha.thing-lost.v1"));
        await host.Settle();
        (await host.Inbox("beta.post")).Single().State.ShouldBe(InboxState.Dead);
    }

    [EngineFact]
    public async Task A_row_of_a_consumer_this_release_does_not_have_waits_for_a_newer_host()
    {
        await host.Count(thing);
        await host.Dispatch(SuiteHost.Alpha);
        await AllInbox("beta.post", set => set.SetProperty(x => x.Consumer, "beta.brand-new"));
        await host.Settle();
        (await host.Inbox("beta.brand-new")).Single().State.ShouldBe(InboxState.Ready);
        (await host.Pending()).Inbox.ShouldBe(1);
    }

    [EngineFact]
    public async Task Old_rows_are_removed_in_batches_and_what_staff_may_need_stays()
    {
        var keeper = NewHost(new MessagingOptions { RetentionBatch = 2 });
        keeper.Script.Fail("beta.mail", number: 1);
        for (var i = 0; i < 5; i++)
        {
            await keeper.Count(thing);
        }

        await keeper.Drain();
        await keeper.Write(SuiteHost.Beta, db => AddAnswer(db, "old"));
        time.Advance(TimeSpan.FromDays(8));
        await keeper.Write(SuiteHost.Beta, db => AddAnswer(db, "young"));
        await keeper.Get<BuildingBlocks.Infrastructure.Jobs.Retention>().Run(CancellationToken.None);
        (await keeper.Read(SuiteHost.Beta, db => db.Idempotency.Select(x => x.Scope).SingleAsync())).ShouldBe("young");
        (await keeper.Inbox("beta.post")).Count.ShouldBe(5);

        time.Advance(TimeSpan.FromDays(23));
        keeper.Script.Behave();
        await keeper.Count(other);
        await keeper.Settle();
        await keeper.Get<BuildingBlocks.Infrastructure.Jobs.Retention>().Run(CancellationToken.None);
        (await keeper.Inbox("beta.post")).Count.ShouldBe(1, "the young one");
        (await keeper.Inbox("beta.mail")).Select(x => x.State).ShouldBe([InboxState.Dead, InboxState.Done]);
        (await keeper.Read(SuiteHost.Alpha, db => db.Outbox.CountAsync())).ShouldBe(1);
        (await keeper.Pending()).Drained.ShouldBeTrue();
    }

    private static Task<int> AddAnswer(ModuleDbContext db, string scope)
    {
        db.Idempotency.Add(
            new IdempotencyRow
            {
                Scope = scope,
                Operation = "Try",
                RequestHash = "hash",
                CreatedAtMicros = Micros.Of(NodaTime.Instant.FromUtc(2026, 3, scope == "old" ? 1 : 9, 9, 0)),
            }
        );
        return db.SaveChangesAsync();
    }
}
