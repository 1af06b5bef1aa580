using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>What became of one row.</summary>
internal enum ReactionOutcome
{
    /// <summary>Its effect is committed.</summary>
    Done,

    /// <summary>Another worker has it, or an earlier row came before it.</summary>
    Skipped,

    /// <summary>It failed and is tried again later.</summary>
    Failed,

    /// <summary>It failed for the last time.</summary>
    Died,
}

/// <summary>
/// Runs one inbox row: the effect and the flip to done in one transaction, a failure recorded in another.
/// </summary>
internal sealed partial class ReactionRunner(
    ModuleDatabases databases,
    SubscriptionCatalog subscriptions,
    EventCatalog events,
    MessagingOptions options,
    SystemTime system,
    CrashPoints crash,
    IServiceScopeFactory scopes,
    ILogger<ReactionRunner> log
)
{
    public async Task<ReactionOutcome> Run(Modules.Module module, InboxRow row, CancellationToken ct)
    {
        using var activity = Telemetry.Source.StartActivity(row.Consumer, ActivityKind.Consumer, row.TraceParent);
        try
        {
            var subscription =
                subscriptions.Find(row.Consumer, row.WireName)
                ?? throw new PoisonMessageException($"{row.Consumer} does not react to {row.WireName}.");
            var integrationEvent = events.Read(row.WireName, row.Payload);
            for (var run = 1; ; run++)
            {
                try
                {
                    return await Attempt(subscription, row, integrationEvent, ct);
                }
                catch (Exception e) when (run < options.MostRunsPerTry && DbErrors.IsTransient(e))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 12 * run)), ct);
                }
            }
        }
        catch (Exception e) when (!(e is OperationCanceledException && ct.IsCancellationRequested))
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            return await Record(module, row, e, ct);
        }
    }

    private async Task<ReactionOutcome> Attempt(
        Subscription subscription,
        InboxRow row,
        IIntegrationEvent integrationEvent,
        CancellationToken ct
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CommandContext>();
        context.Actor = Actor.System(row.Consumer) with { InitiatedBy = row.Actor };
        context.Operation = row.Consumer;
        context.Key = row.EventId.ToString();
        context.FromInside = true;
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        work.Bind(subscription.Module);
        var reaction = scope.ServiceProvider.GetRequiredService(subscription.Reaction);
        var call = ReactionCall.For(subscription.Event);

        await call.Prepare(reaction, integrationEvent, ct);
        crash.At("reaction.prepared", row.Consumer);
        try
        {
            await work.BeginReaction(ct);
            if (!await work.Database.Flip(row.Sequence, system.NowMicros, ct))
            {
                await work.Rollback();
                return ReactionOutcome.Skipped;
            }

            crash.At("reaction.flipped", row.Consumer);
            await call.On(reaction, integrationEvent, ct);
            crash.At("reaction.effect", row.Consumer);
            await work.Commit(ct);
        }
        catch
        {
            if (work.IsOpen)
            {
                await work.Rollback();
            }

            throw;
        }

        var latency = (system.NowMicros - row.CommittedAtMicros) / 1000.0;
        MessagingMetrics.Latency.Record(latency, MessagingMetrics.Consumer(row.Consumer));
        return ReactionOutcome.Done;
    }

    private async Task<ReactionOutcome> Record(
        Modules.Module module,
        InboxRow row,
        Exception exception,
        CancellationToken ct
    )
    {
        var tries = row.Tries + 1;
        var dead = exception is PoisonMessageException || tries >= options.MostTries;
        var state = dead ? InboxState.Dead : InboxState.Ready;
        var wait = options.DelayAfter(tries, Random.Shared.NextDouble());
        var next = system.NowMicros + (long)wait.TotalMicroseconds;
        var error = FailureText.Of(exception);
        // Guarded by the tries we saw: two hosts that fail at once count once, and a row that got done stays done.
        var recorded = await databases.Write(
            module,
            db =>
                db.Inbox.Where(x => x.Sequence == row.Sequence && x.State == InboxState.Ready && x.Tries == row.Tries)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(x => x.State, state)
                                .SetProperty(x => x.Tries, tries)
                                .SetProperty(x => x.NextTryAtMicros, next)
                                .SetProperty(x => x.LastError, error),
                        ct
                    ),
            ct
        );
        if (recorded == 0)
        {
            return ReactionOutcome.Skipped;
        }

        MessagingMetrics.Failed.Add(1, MessagingMetrics.Consumer(row.Consumer));
        if (!dead)
        {
            Failed(log, exception, row.Consumer, row.EventId, tries, wait);
            return ReactionOutcome.Failed;
        }

        MessagingMetrics.Dead.Add(1, MessagingMetrics.Consumer(row.Consumer));
        Dead(log, exception, row.Consumer, row.EventId, tries);
        return ReactionOutcome.Died;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Consumer} failed on event {EventId}, try {Tries}; next in {Wait}"
    )]
    private static partial void Failed(
        ILogger log,
        Exception exception,
        string consumer,
        Guid eventId,
        int tries,
        TimeSpan wait
    );

    [LoggerMessage(Level = LogLevel.Error, Message = "{Consumer} gave event {EventId} up after {Tries} tries")]
    private static partial void Dead(ILogger log, Exception exception, string consumer, Guid eventId, int tries);
}
