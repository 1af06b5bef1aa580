using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Telehealth.BuildingBlocks.Infrastructure.Modules;

/// <summary>A permission and the roles that hold it.</summary>
/// <param name="Name">module.noun.verb, such as <c>wallet.payouts.approve</c>.</param>
/// <param name="Roles">The roles that hold it.</param>
public sealed record Permission(string Name, params string[] Roles);

/// <summary>An entry of the top bar; it appears with the page it leads to.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Path">Where it leads; begins with the module's name.</param>
/// <param name="Label">One or two plain words.</param>
/// <param name="Roles">Who sees it.</param>
public sealed record MenuEntry(int Order, string Path, string Label, params string[] Roles)
{
    /// <summary>
    /// Entries of one group share one place in the top bar, named after it; a second bar shows them all within.
    /// </summary>
    public string? Group { get; init; }
}

/// <summary>The one door of a module. The host composes modules through it and knows nothing else of them.</summary>
public abstract class Module
{
    /// <summary>Lower-case name: prefix of tables, error codes, permissions and routes.</summary>
    public abstract string Name { get; }

    /// <summary>The module's DbContext (the engine's subclass is chosen at run time).</summary>
    public abstract Type DbContextType { get; }

    /// <summary>The subclasses per engine, for migrations: SQLite, SQL Server, PostgreSQL.</summary>
    public abstract (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts { get; }

    /// <summary>The module's permissions and who holds them.</summary>
    public virtual IEnumerable<Permission> Permissions => [];

    /// <summary>The module's entries of the top bar.</summary>
    public virtual IEnumerable<MenuEntry> Menu => [];

    /// <summary>
    /// What of this configuration was made for development (a stand-in for Stripe, a mail folder, a printed password):
    /// one sentence each. Outside Development the host refuses to start with any of them.
    /// </summary>
    public virtual IEnumerable<string> NotForProduction(IConfiguration configuration) => [];

    /// <summary>
    /// Registers what the conventions do not find. Handlers, validators, endpoints, reactions, IDueWork and
    /// IBackgroundWork of the module's assembly are found by themselves.
    /// </summary>
    public virtual void AddServices(IServiceCollection services, IConfiguration configuration) { }

    /// <summary>
    /// Maps what is not an <see cref="IEndpoint"/> under /api/v1, such as webhooks and the development's doubles.
    /// </summary>
    public virtual void MapOutsideApi(IEndpointRouteBuilder root) { }
}

/// <summary>One HTTP endpoint, in the file of its slice; mapped under <c>/api/v1</c>.</summary>
public interface IEndpoint
{
    /// <summary>Maps the route.</summary>
    static abstract void Map(IEndpointRouteBuilder api);
}
