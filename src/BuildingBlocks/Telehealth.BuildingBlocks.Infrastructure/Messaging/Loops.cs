using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>A registered job.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module it belongs to.</param>
/// <param name="Lane">Who is hurt when it is late.</param>
/// <param name="Workers">How many run it side by side while the host runs.</param>
internal sealed record Job(string Name, Module Module, Lane Lane, int Workers);

/// <summary>What the pump, the drain and the scans share: a round of messages, and the jobs by their names.</summary>
internal sealed class Loops(
    ModuleDatabases databases,
    Dispatcher dispatcher,
    Processor processor,
    Leases leases,
    MessagingOptions options,
    DatabaseOptions database,
    OutboxSignal signal,
    IServiceScopeFactory scopes
)
{
    private bool OneWriter => database.Engine == Engine.Sqlite;

    private int Workers => OneWriter ? 1 : options.Workers;

    /// <summary>The modules that share a loop and a lease: each its own on a server, all one on SQLite.</summary>
    public IReadOnlyList<IReadOnlyList<Module>> Groups =>
        OneWriter ? [databases.Modules] : [.. databases.Modules.Select(x => (IReadOnlyList<Module>)[x])];

    /// <summary>Takes or renews the lease of the module's loop.</summary>
    public Task<bool> Hold(Module module, CancellationToken ct) =>
        OneWriter ? leases.Hold(databases.First, "host", ct) : leases.Hold(module, "messages", ct);

    /// <summary>Whether any host holds the lease of the module's loop.</summary>
    public Task<bool> IsLeased(Module module, CancellationToken ct) =>
        OneWriter ? leases.IsHeld(databases.First, "host", ct) : leases.IsHeld(module, "messages", ct);

    /// <summary>
    /// Dispatches and processes one batch of the module's lane, or of all lanes; answers how many rows moved.
    /// </summary>
    public async Task<(int Dispatched, ProcessCounts Processed)> Round(
        Module module,
        Lane? lane,
        bool force,
        CancellationToken ct
    )
    {
        var dispatched = await dispatcher.Run(module, lane ?? Lane.Ordinary, ct);
        var processed = await processor.Run(module, lane, Workers, force, ct);
        if (processed.Done > 0)
        {
            // An effect is often a row that background work waits for.
            signal.Raise(module.Name, lane);
        }

        return (dispatched, processed);
    }

    /// <summary>The lanes this host works off.</summary>
    public IReadOnlyList<Lane> Lanes { get; } = [.. options.OwnLanes];

    /// <summary>The background jobs, in order.</summary>
    public IReadOnlyList<Job> Background() =>
        Jobs<IBackgroundWork>(x => new Job(x.Name, OwnerOf(x.Name), x.Lane, x.Workers));

    /// <summary>The jobs of the business clock, in order.</summary>
    public IReadOnlyList<Job> Due() => Jobs<IDueWork>(x => new Job(x.Name, OwnerOf(x.Name), x.Lane, 1));

    private List<Job> Jobs<TWork>(Func<TWork, Job> describe)
        where TWork : class
    {
        using var scope = scopes.CreateScope();
        var jobs = scope.ServiceProvider.GetServices<TWork>().Select(describe).ToList();
        var twice = jobs.GroupBy(x => x.Name, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1);
        return twice is null ? jobs : throw new InvalidOperationException($"Two jobs are called {twice.Key}.");
    }

    private Module OwnerOf(string job) =>
        databases.Modules.FirstOrDefault(x => job.StartsWith(x.Name + ".", StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"The job {job} must be called after its module: module.what-it-does.");

    /// <summary>Runs something with one background job, in a scope of its own.</summary>
    public async Task<T> WithBackground<T>(string name, Func<IBackgroundWork, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetServices<IBackgroundWork>().Single(x => x.Name == name));
    }

    /// <summary>Runs something with one job of the business clock, in a scope of its own.</summary>
    public async Task<T> WithDue<T>(string name, Func<IDueWork, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetServices<IDueWork>().Single(x => x.Name == name));
    }
}
