using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs;

/// <summary>Employers and their wellbeing hubs, partners and their programmes: who is entitled to what.</summary>
public sealed class HubsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "hubs";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(HubsDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteHubsDbContext), typeof(SqlServerHubsDbContext), typeof(PostgresHubsDbContext));
}
