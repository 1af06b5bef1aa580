using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>The machinery over three tiny modules: one "host"; several may share a database.</summary>
internal sealed class SuiteHost : IAsyncDisposable
{
    private static readonly Module[] All = [new AlphaModule(), new BetaModule(), new GammaModule()];
    private readonly ServiceProvider services;

    public SuiteHost(TestDatabase database, TimeProvider time, MessagingOptions? options = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddDatabase(new DatabaseOptions(database.Engine, database.ConnectionString));
        foreach (var module in All)
        {
            collection.AddEngineContext(module.DbContextType, module.EngineContexts, database.Engine);
        }

        collection.AddSingleton<IReadOnlyList<Module>>(All);
        collection.AddSingleton(new ModuleContexts([All[0]]));
        collection.AddSingleton(new SystemTime(time));
        collection.AddSingleton<BusinessClock>();
        collection.AddSingleton<IClock>(sp => sp.GetRequiredService<BusinessClock>());
        collection.AddScoped<CommandContext>();
        collection.AddScoped<Work>();
        collection.AddScoped<IWork>(sp => sp.GetRequiredService<Work>());
        collection.AddSingleton<CrashPoints>(Power);
        collection.AddSingleton<IInterceptor>(new PoweredCommands(Power));
        collection.AddSingleton<IInterceptor>(new PoweredTransactions(Power));
        collection.AddSingleton(Script);
        collection.AddSingleton(Jobs);
        collection.AddScoped<PostThing>().AddScoped<MailThing>().AddScoped<FollowThing>().AddScoped<AlarmThing>();
        collection.AddScoped<IBackgroundWork, SuiteBackground>();
        collection.AddScoped<IDueWork, SuiteDue>();
        collection.AddScoped<DeadLetterDecisions>();
        collection.AddSingleton<MessagePump>();
        collection.AddMessagingCore(
            options ?? new MessagingOptions(),
            new SubscriptionCatalog([
                (All[1], typeof(PostThing)),
                (All[1], typeof(MailThing)),
                (All[2], typeof(FollowThing)),
                (All[2], typeof(AlarmThing)),
            ]),
            new EventCatalog([
                typeof(ThingCountedV1),
                typeof(ThingNotedV1),
                typeof(ThingPostedV1),
                typeof(ThingAlarmedV1),
            ])
        );
        services = collection.BuildServiceProvider();
    }

    public static Module Alpha => All[0];

    public static Module Beta => All[1];

    public static Module Gamma => All[2];

    public PowerSwitch Power { get; } = new();

    public Script Script { get; } = new();

    public SuiteJobs Jobs { get; } = new();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Creates the tables of a template.</summary>
    public static async Task Fill(TestDatabase database)
    {
        await using var host = new SuiteHost(database, TimeProvider.System);
        await using var scope = host.services.CreateAsyncScope();
        DbContext[] contexts =
        [
            scope.ServiceProvider.GetRequiredService<PlatformDbContext>(),
            scope.ServiceProvider.GetRequiredService<AlphaBase>(),
            scope.ServiceProvider.GetRequiredService<BetaBase>(),
            scope.ServiceProvider.GetRequiredService<GammaBase>(),
        ];
        foreach (var context in contexts)
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        }
    }

    /// <summary>Counts the thing once more and publishes that, as a command of a person would.</summary>
    public async Task<int> Count(Guid thing, int times = 1, string actor = "person:ann")
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CommandContext>();
        context.Actor = new Actor(ActorKind.Person, actor["person:".Length..], new HashSet<string>());
        context.Operation = "CountThing";
        var db = scope.ServiceProvider.GetRequiredService<AlphaBase>();
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        work.Bind(Alpha);
        await work.BeginReaction(CancellationToken.None);
        var row = await db.Things.FindAsync(thing);
        row ??= db.Things.Add(new Thing { Id = thing }).Entity;
        for (var i = 0; i < times; i++)
        {
            row.Count++;
            work.Publish(new ThingCountedV1(thing, row.Count), $"thing:{thing}", row);
        }

        await work.Commit(CancellationToken.None);
        return row.Count;
    }

    /// <summary>Publishes an event as it stands.</summary>
    public async Task Publish(IIntegrationEvent integrationEvent, string partition, long version)
    {
        await using var scope = services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        work.Bind(Alpha);
        await work.BeginReaction(CancellationToken.None);
        work.Publish(integrationEvent, partition, version);
        await work.Commit(CancellationToken.None);
    }

    public Task<int> Dispatch(Module module, Lane lane = Lane.Ordinary) =>
        Get<Dispatcher>().Run(module, lane, CancellationToken.None);

    public Task<ProcessCounts> Process(Module module, bool force = false, int workers = 1, Lane? lane = null) =>
        Get<Processor>().Run(module, lane, workers, force, CancellationToken.None);

    /// <summary>Dispatches everything of a module and processes what is ready, without forcing what waits.</summary>
    public async Task Settle()
    {
        for (var moved = 1; moved > 0; )
        {
            moved = 0;
            foreach (var module in All)
            {
                moved += await Dispatch(module) + (await Process(module)).Moved;
            }
        }
    }

    public Task<DrainOutcome> Drain() => Get<Drain>().Run(CancellationToken.None);

    public Task<PendingCounts> Pending() => Get<PendingWork>().Count(CancellationToken.None);

    public Task<T> Read<T>(Module module, Func<ModuleDbContext, Task<T>> read) =>
        Get<ModuleDatabases>().Read(module, read);

    public Task<T> Write<T>(Module module, Func<ModuleDbContext, Task<T>> write) =>
        Get<ModuleDatabases>().Write(module, write, CancellationToken.None);

    /// <summary>
    /// The numbers a consumer had an effect for, in the order of the effects; of one thing or of all.
    /// </summary>
    public async Task<int[]> Seen(string consumer, Guid? thing = null)
    {
        await using var scope = services.CreateAsyncScope();
        EffectsContext db = consumer.StartsWith("beta", StringComparison.Ordinal)
            ? scope.ServiceProvider.GetRequiredService<BetaBase>()
            : scope.ServiceProvider.GetRequiredService<GammaBase>();
        return await db
            .Effects.Where(x => x.Consumer == consumer && (thing == null || x.Thing == thing))
            .OrderBy(x => x.Sequence)
            .Select(x => x.Number)
            .ToArrayAsync();
    }

    public Task<List<InboxRow>> Inbox(string consumer) =>
        Read(
            consumer.StartsWith("beta", StringComparison.Ordinal) ? Beta : Gamma,
            db => db.Inbox.AsNoTracking().Where(x => x.Consumer == consumer).OrderBy(x => x.Sequence).ToListAsync()
        );

    /// <summary>Decides about a dead letter as staff would.</summary>
    public async Task<Result<DecidedDeadLetterAnswer>> Decide(DeadLetterRef dead, InboxState state, string reason)
    {
        await using var scope = services.CreateAsyncScope();
        var decisions = scope.ServiceProvider.GetRequiredService<DeadLetterDecisions>();
        return await decisions.Decide(dead.Module, dead.Sequence, state, reason, CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();
}

/// <summary>What the suite's jobs have to do.</summary>
internal sealed class SuiteJobs
{
    public int Background { get; set; }

    public int Stuck { get; set; }

    public List<bool> Forced { get; } = [];

    public SortedSet<Instant> Due { get; } = [];

    public List<Instant> RanAt { get; } = [];

    public Func<Instant, Task> OnDue { get; set; } = _ => Task.CompletedTask;

    public bool KeepsWhatIsDue { get; set; }
}

internal sealed class SuiteBackground(SuiteJobs jobs) : IBackgroundWork
{
    public string Name => "beta.deliver";

    public Lane Lane => Lane.Ordinary;

    public Task<int> RunReady(bool force, CancellationToken ct)
    {
        jobs.Forced.Add(force);
        var done = Math.Min(jobs.Background, 2);
        jobs.Background -= done;
        return Task.FromResult(done);
    }

    public Task<int> Pending(CancellationToken ct) => Task.FromResult(jobs.Background + jobs.Stuck);
}

internal sealed class SuiteDue(SuiteJobs jobs) : IDueWork
{
    public string Name => "alpha.fall-due";

    public Lane Lane => Lane.Ordinary;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        Task.FromResult(jobs.Due.Count == 0 ? null : (Instant?)jobs.Due.Min);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        jobs.RanAt.Add(now);
        await jobs.OnDue(now);
        if (!jobs.KeepsWhatIsDue)
        {
            jobs.Due.RemoveWhere(x => x <= now);
        }
    }
}
