using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance;

/// <summary>Decides which providers may be listed and booked.</summary>
public sealed class ComplianceModule : Module
{
    internal const string DecideClearance = "compliance.clearance.decide";

    /// <inheritdoc/>
    public override string Name => "compliance";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(ComplianceDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteComplianceDbContext), typeof(SqlServerComplianceDbContext), typeof(PostgresComplianceDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(DecideClearance, Roles.ComplianceReviewer)];
}
