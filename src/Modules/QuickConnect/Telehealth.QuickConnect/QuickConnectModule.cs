using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect;

/// <summary>The pool: people who want to talk now, and the providers who are there.</summary>
public sealed class QuickConnectModule : Module
{
    /// <inheritdoc/>
    public override string Name => "quickconnect";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(QuickConnectDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteQuickConnectDbContext), typeof(SqlServerQuickConnectDbContext), typeof(PostgresQuickConnectDbContext));
}
