using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Module = Telehealth.BuildingBlocks.Infrastructure.Modules.Module;

namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>Which module a message belongs to, by its assembly: <c>Telehealth.Wallet</c> or its Contracts.</summary>
/// <param name="modules">The composed modules.</param>
internal sealed class ModuleContexts(IEnumerable<Module> modules)
{
    private readonly Dictionary<string, Module> byAssembly = modules.ToDictionary(
        x => x.GetType().Assembly.GetName().Name!,
        StringComparer.Ordinal
    );

    public Module ModuleOf(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        name = name.EndsWith(".Contracts", StringComparison.Ordinal) ? name[..^".Contracts".Length] : name;
        return byAssembly.TryGetValue(name, out var module)
            ? module
            : throw new InvalidOperationException($"No module owns {name}.");
    }

    public ModuleDbContext Of(Type message, IServiceProvider services) =>
        (ModuleDbContext)services.GetRequiredService(ModuleOf(message.Assembly).DbContextType);
}
