using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

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

    /// <summary>Dispatches and processes one batch of the module; answers how many rows moved.</summary>
    public async Task<(int Dispatched, ProcessCounts Processed)> Round(Module module, bool force, CancellationToken ct)
    {
        var dispatched = await dispatcher.Run(module, ct);
        var processed = await processor.Run(module, Workers, force, ct);
        if (processed.Done > 0)
        {
            // An effect is often a row that background work waits for.
            signal.Raise(module.Name);
        }

        return (dispatched, processed);
    }

    /// <summary>The registered jobs of a kind with the module each belongs to.</summary>
    public IReadOnlyList<(string Name, Module Module)> Jobs<TWork>(Func<TWork, string> name)
        where TWork : class
    {
        using var scope = scopes.CreateScope();
        var jobs = scope.ServiceProvider.GetServices<TWork>().Select(name).Select(x => (x, OwnerOf(x))).ToList();
        var twice = jobs.GroupBy(x => x.Item1, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1);
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
