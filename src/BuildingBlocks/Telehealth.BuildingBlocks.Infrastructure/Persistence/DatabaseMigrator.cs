using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>Brings every registered context's tables up to date, one context after the other.</summary>
/// <param name="scopes">For the contexts.</param>
/// <param name="contexts">The registered contexts.</param>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, IEnumerable<EngineContext> contexts)
{
    /// <summary>
    /// Applies what is pending; <paramref name="applied"/> hears the name of each context it changed.
    /// </summary>
    public async Task Migrate(CancellationToken ct, Action<string>? applied = null)
    {
        foreach (var context in contexts)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context.Context);
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            {
                await db.Database.MigrateAsync(ct);
                applied?.Invoke(context.Context.Name);
            }
        }
    }

    /// <summary>True while no context has a table yet.</summary>
    public async Task<bool> IsNew(CancellationToken ct)
    {
        foreach (var context in contexts)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context.Context);
            if ((await db.Database.GetAppliedMigrationsAsync(ct)).Any())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The migrations that are not applied yet, as <c>Context: migration</c>.</summary>
    public async Task<IReadOnlyList<string>> Pending(CancellationToken ct)
    {
        var pending = new List<string>();
        foreach (var context in contexts)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = (DbContext)scope.ServiceProvider.GetRequiredService(context.Context);
            var names = await db.Database.GetPendingMigrationsAsync(ct);
            pending.AddRange(names.Select(x => $"{context.Context.Name}: {x}"));
        }

        return pending;
    }

    /// <summary>The idempotent script of every context, for a database administrator who runs it by hand.</summary>
    public IReadOnlyDictionary<string, string> Scripts()
    {
        using var scope = scopes.CreateScope();
        return contexts.ToDictionary(
            x => x.Context.Name,
            x =>
                ((DbContext)scope.ServiceProvider.GetRequiredService(x.Context))
                    .GetService<IMigrator>()
                    .GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent)
        );
    }
}
