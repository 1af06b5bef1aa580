using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

internal static class MessagingRegistration
{
    /// <summary>Outbox, inbox, jobs and their loops, for the modules' own reactions and events.</summary>
    public static void AddMessaging(
        this IServiceCollection services,
        IConfiguration configuration,
        IReadOnlyList<Module> modules
    )
    {
        var options = Read(configuration);
        services.AddMessagingCore(options, SubscriptionCatalog.Of(modules), EventCatalog.Of(modules));
        services.AddOperations();
        if (options.Pump)
        {
            services.AddHostedService<MessagePump>();
            services.AddScans(options);
        }
    }

    /// <summary>
    /// The parts without the loops; needs IReadOnlyList of modules, the database and the pipeline's scope.
    /// </summary>
    public static void AddMessagingCore(
        this IServiceCollection services,
        MessagingOptions options,
        SubscriptionCatalog subscriptions,
        EventCatalog events
    )
    {
        services.AddSingleton(options);
        services.AddSingleton(subscriptions);
        services.AddSingleton(events);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<ModuleDatabases>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<ReactionRunner>();
        services.AddSingleton<Processor>();
        services.AddSingleton<Leases>();
        services.AddSingleton<Loops>();
        services.AddSingleton<Retention>();
        services.AddSingleton<DueScans>();
        services.AddSingleton(sp => new PendingWork(
            sp.GetRequiredService<ModuleDatabases>(),
            sp.GetRequiredService<Loops>()
        ));
        services.AddSingleton(sp => new LaneWatch(
            sp.GetRequiredService<ModuleDatabases>(),
            sp.GetRequiredService<Loops>(),
            sp.GetRequiredService<SubscriptionCatalog>(),
            sp.GetRequiredService<MessagingOptions>(),
            sp.GetRequiredService<SystemTime>()
        ));
        services.AddSingleton(sp => new Drain(
            sp.GetRequiredService<ModuleDatabases>(),
            sp.GetRequiredService<Loops>(),
            sp.GetRequiredService<PendingWork>(),
            sp.GetRequiredService<OutboxSignal>(),
            sp.GetRequiredService<MessagingOptions>()
        ));
        services.AddSingleton(sp => new ClockAdvance(
            sp.GetRequiredService<ModuleDatabases>(),
            sp.GetRequiredService<Loops>(),
            sp.GetRequiredService<Leases>(),
            sp.GetRequiredService<Drain>(),
            sp.GetRequiredService<BusinessClock>(),
            sp.GetRequiredService<ILogger<ClockAdvance>>()
        ));
    }

    private static void AddScans(this IServiceCollection services, MessagingOptions options)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var lane in options.OwnLanes)
            {
                quartz.ScheduleJob<DueScanJob>(
                    trigger => Every(trigger, options.ScanEvery),
                    job => job.WithIdentity($"scan-{lane}").UsingJobData(DueScanJob.LaneKey, lane.ToString())
                );
            }

            quartz.ScheduleJob<RetentionJob>(trigger => Every(trigger, options.RetentionEvery));
        });
        services.AddQuartzHostedService(quartz =>
        {
            quartz.WaitForJobsToComplete = true;
            // A host that cannot listen never has started, and would wait for that until its patience to stop is over.
            quartz.AwaitApplicationStarted = false;
        });
    }

    private static void Every<TJob>(ITriggerConfigurator<TJob> trigger, TimeSpan interval)
        where TJob : IJob =>
        trigger.StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever());

    private static MessagingOptions Read(IConfiguration configuration)
    {
        MessagingOptions options;
        try
        {
            options = configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidConfigurationException($"Messaging cannot be read: {e.Message}");
        }

        var sane =
            options is { DispatchBatch: > 0, ProcessBatch: > 0, Workers: > 0, MostTries: > 0, RetentionBatch: > 0 }
            && options is { MostRunsPerTry: > 0, MostReadyPerModule: > 0, Jitter: >= 0 and < 1, DelayFactor: >= 1 }
            && options is { MostForcedTries: > 0, Lanes: null or { Length: > 0 } }
            && options.PollEvery > TimeSpan.Zero
            && options.LeaseTime > options.PollEvery
            && options.ScanEvery > TimeSpan.Zero
            && options.RetentionEvery > TimeSpan.Zero;
        return sane
            ? options
            : throw new InvalidConfigurationException(
                "Messaging: every limit must be above zero, LeaseTime > PollEvery."
            );
    }
}
