using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Features.Cases;
using Telehealth.Compliance.Features.Consents;
using Telehealth.Compliance.Features.RiskAlerts;
using Telehealth.Compliance.Gateways;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance;

/// <summary>
/// Decides which providers may be listed and whom a booking may be made for; keeps safeguarding cases and the audit.
/// </summary>
public sealed class ComplianceModule : Module
{
    internal const string DecideClearance = "compliance.clearance.decide";
    internal const string RaiseConcerns = "compliance.concerns.raise";
    internal const string ManageConsents = "compliance.consents.manage";
    internal const string CorrectBirthDates = "compliance.birth-dates.correct";
    internal const string ReviewConsents = "compliance.consents.review";

    /// <inheritdoc/>
    public override string Name => "compliance";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(ComplianceDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteComplianceDbContext), typeof(SqlServerComplianceDbContext), typeof(PostgresComplianceDbContext));

    // Cases have no permission: only the role of a safeguarding lead opens them, and everybody else is told that there
    // are none (SafeguardingTeam).
    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [
            new(DecideClearance, Roles.ComplianceReviewer),
            new(RaiseConcerns, [Roles.Provider, .. Roles.Staff]),
            new(ManageConsents, Roles.Support, Roles.ComplianceReviewer),
            new(ReviewConsents, Roles.ComplianceReviewer),
            new(CorrectBirthDates, Roles.Support, Roles.SafeguardingLead),
            new("compliance.audit.verify", Roles.SafeguardingLead, Roles.ComplianceReviewer, Roles.PlatformAdmin),
        ];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [
            new(70, "/compliance/safeguarding", "Safeguarding", Roles.SafeguardingLead),
            new(71, "/compliance/consents", "Consents", Roles.Support, Roles.ComplianceReviewer),
        ];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<ComplianceOptions>()
            .Bind(configuration.GetSection("Compliance"))
            .Validate(x => x.ConsentReviewMonths is >= 1 and <= 24, "Compliance:ConsentReviewMonths is not 1 to 24.")
            .ValidateOnStart();
        services.AddSingleton(sp => HolidayList.Read(sp.GetRequiredService<IOptions<ComplianceOptions>>().Value));
        services.AddScoped<AuditTrail>();
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddScoped<CaseVault>();
        services.AddScoped<ConsentReviews>();
        services.AddScoped<LeadRota>();
        services.AddScoped<AlertPassing>();
    }
}
