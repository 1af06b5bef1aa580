using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// A module's system tables for the machinery: each call in a scope, and each write in a transaction, of its own.
/// </summary>
internal sealed class ModuleDatabases(IReadOnlyList<Module> modules, IServiceScopeFactory scopes)
{
    public IReadOnlyList<Module> Modules { get; } = modules;

    /// <summary>Keeps what belongs to the host as a whole, such as its lease on SQLite.</summary>
    public Module First { get; } =
        modules.MinBy(x => x.Name, StringComparer.Ordinal) ?? throw new InvalidOperationException("No module.");

    public async Task<T> Read<T>(Module module, Func<ModuleDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(Context(module, scope.ServiceProvider));
    }

    public async Task<T> Write<T>(Module module, Func<ModuleDbContext, Task<T>> write, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Context(module, scope.ServiceProvider);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var answer = await write(db);
        await transaction.CommitAsync(ct);
        return answer;
    }

    private static ModuleDbContext Context(Module module, IServiceProvider services) =>
        (ModuleDbContext)services.GetRequiredService(module.DbContextType);
}
