using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>Order within a partition; what a failure does to it; halt and skip; staff's decisions.</summary>
public abstract partial class MessagingCompliance
{
    [EngineFact]
    public async Task The_events_of_one_transaction_happen_in_the_order_they_were_published()
    {
        await host.Count(thing, times: 4);
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1, 2, 3, 4]);
    }

    [EngineFact]
    public async Task Rows_inserted_out_of_order_happen_in_the_order_of_the_versions()
    {
        await host.Publish(new ThingCountedV1(thing, 3), "p", 3);
        await host.Publish(new ThingCountedV1(thing, 1), "p", 1);
        await host.Publish(new ThingCountedV1(thing, 2), "p", 2);
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([1, 2, 3]);
        (await host.Seen("beta.mail")).ShouldBe([1, 2, 3]);
    }

    [EngineFact]
    public async Task Rows_of_the_same_version_happen_in_the_order_of_their_arrival()
    {
        await host.Publish(new ThingCountedV1(thing, 5), "p", 1);
        await host.Publish(new ThingCountedV1(thing, 4), "p", 1);
        await host.Settle();
        (await host.Seen("beta.post")).ShouldBe([5, 4]);
    }

    [EngineFact]
    public async Task A_row_in_backoff_holds_its_own_partition_and_no_other()
    {
        host.Script.Fail("beta.post", number: 1);
        await host.Count(thing, times: 2);
        await host.Publish(new ThingCountedV1(other, 7), "other", 1);
        await host.Settle();
        (await host.Seen("beta.post", thing)).ShouldBeEmpty();
        (await host.Seen("beta.post", other)).ShouldBe([7]);
        (await host.Seen("beta.mail", thing)).ShouldBe([1, 2], "another consumer is another queue");

        host.Script.Behave();
        await host.Settle();
        (await host.Seen("beta.post", thing)).ShouldBeEmpty("its time has not come");
        time.Advance(TimeSpan.FromSeconds(3));
        await host.Settle();
        (await host.Seen("beta.post", thing)).ShouldBe([1, 2]);
        (await host.Seen("gamma.follow", thing)).ShouldBe([1, 2]);
    }

    [EngineFact]
    public async Task A_dead_letter_of_a_careful_consumer_halts_its_partition_alone()
    {
        host.Script.Fail("beta.post", number: 1);
        await host.Count(thing, times: 3);
        await host.Publish(new ThingCountedV1(other, 7), "other", 1);
        var outcome = await host.Drain();
        outcome.Died.Single().Consumer.ShouldBe("beta.post");
        outcome.Drained.ShouldBeTrue("what is halted does not move by itself");
        (await host.Seen("beta.post", thing)).ShouldBeEmpty();
        (await host.Seen("beta.post", other)).ShouldBe([7]);
        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 2, 0, 1));
    }

    [EngineFact]
    public async Task A_dead_letter_of_an_easy_consumer_lets_the_later_ones_pass()
    {
        host.Script.Fail("beta.mail", number: 1);
        await host.Count(thing, times: 3);
        await host.Drain();
        (await host.Seen("beta.mail", thing)).ShouldBe([2, 3]);
        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 0, 0, 1));
    }

    [EngineFact]
    public async Task A_replayed_dead_letter_happens_first_and_then_what_it_held()
    {
        var dead = await OneDead("beta.post");
        host.Script.Behave();
        (await Decide(dead, InboxState.Ready, "replayed")).Error.ShouldBeNull();
        await host.Settle();
        (await host.Seen("beta.post", thing)).ShouldBe([1, 2, 3]);
        (await host.Seen("gamma.follow", thing)).ShouldBe([1, 2, 3]);
        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 0, 0, 0));
        (await Decide(dead, InboxState.Ready, "again")).Error!.Code.ShouldBe("operations.dead-letter-not-found");
    }

    [EngineFact]
    public async Task A_replayed_dead_letter_has_all_its_tries_again()
    {
        var dead = await OneDead("beta.post");
        await Decide(dead, InboxState.Ready, "replayed");
        await host.Settle();
        var row = (await host.Inbox("beta.post")).Single(x => x.Sequence == dead.Sequence);
        row.State.ShouldBe(InboxState.Ready);
        row.Tries.ShouldBe(1);
    }

    [EngineFact]
    public async Task A_discarded_dead_letter_frees_its_partition_and_keeps_the_reason()
    {
        var dead = await OneDead("beta.post");
        (await Decide(dead, InboxState.Discarded, "paid by hand, ticket 12")).Value.State.ShouldBe(
            InboxState.Discarded
        );
        await host.Settle();
        (await host.Seen("beta.post", thing)).ShouldBe([2, 3]);
        var row = (await host.Inbox("beta.post")).Single(x => x.Sequence == dead.Sequence);
        row.State.ShouldBe(InboxState.Discarded);
        row.Resolution.ShouldBe("anonymous:anonymous: paid by hand, ticket 12");
        row.LastError!.ShouldStartWith("InvalidOperationException in ");
        (await host.Pending()).ShouldBe(new PendingCounts(0, 0, 0, 0, 0));
    }

    private async Task<DeadLetterRef> OneDead(string consumer)
    {
        host.Script.Fail(consumer, number: 1);
        await host.Count(thing, times: 3);
        return (await host.Drain()).Died.Single();
    }

    private Task<Result<BuildingBlocks.Infrastructure.Messaging.Operations.DecidedDeadLetterAnswer>> Decide(
        DeadLetterRef dead,
        InboxState state,
        string reason
    ) => host.Decide(dead, state, reason);
}
