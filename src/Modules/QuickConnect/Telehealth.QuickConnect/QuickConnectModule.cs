using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Features;
using Telehealth.QuickConnect.Features.Desk;
using Telehealth.QuickConnect.Features.Offers;
using Telehealth.QuickConnect.Features.Policies;
using Telehealth.QuickConnect.Features.Requests;
using Telehealth.QuickConnect.Features.Risk;
using Telehealth.QuickConnect.Live;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect;

/// <summary>The pool: people who want to talk now, and the providers who are there.</summary>
public sealed class QuickConnectModule : Module
{
    internal const string Ask = "quickconnect.requests.place";
    internal const string Serve = "quickconnect.requests.serve";

    /// <inheritdoc/>
    public override string Name => "quickconnect";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(QuickConnectDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (
            typeof(SqliteQuickConnectDbContext),
            typeof(SqlServerQuickConnectDbContext),
            typeof(PostgresQuickConnectDbContext)
        );

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Ask, Roles.Client), new(Serve, Roles.Provider)];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [
            new(15, "/quick-connect", "Talk now", Roles.Client),
            new(25, "/quick-connect/desk", "Who waits now", Roles.Provider),
        ];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<QuickConnectOptions>(configuration.GetSection(Name));
        // Read at once: a host whose terms nobody can read does not start.
        services.AddSingleton(new TermsText(configuration[$"{Name}:{nameof(QuickConnectOptions.TermsFile)}"]));
        services.AddScoped<PoolMatching>();
        services.AddScoped<PoolMoves>();
        services.AddScoped<OfferStep>();
        services.AddScoped<JoinStep>();
        services.AddScoped<WaitEstimate>();
        services.AddScoped<RiskAnswer>();
        services.AddSignalR();
        services.AddSingleton<PoolConnections>();
        services.AddHostedService<PublishPoolPolicy>();
        services.AddHostedService<PoolWatch>();
    }

    /// <inheritdoc/>
    public override void MapOutsideApi(IEndpointRouteBuilder root) => root.MapHub<PoolHub>("/quick-connect/live");
}
