using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Features.Allotments;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Features.Members;
using Telehealth.Hubs.Features.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs;

/// <summary>Employers and their wellbeing hubs, partners and their programmes: who is entitled to what.</summary>
public sealed class HubsModule : Module
{
    internal const string ManageProgrammes = "hubs.programmes.manage";
    internal const string JoinProgrammes = "hubs.programmes.join";
    internal const string ManageHubs = "hubs.hubs.manage";
    internal const string AdministerHub = "hubs.members.administer";

    /// <inheritdoc/>
    public override string Name => "hubs";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(HubsDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteHubsDbContext), typeof(SqlServerHubsDbContext), typeof(PostgresHubsDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [
            new(ManageProgrammes, Roles.ProgrammeManager),
            new(JoinProgrammes, Roles.Provider),
            new(ManageHubs, Roles.ProgrammeManager),
            new(AdministerHub, Roles.HrAdmin),
        ];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [
            new(35, "/hubs", "Hub", Roles.Client),
            new(36, "/hubs/admin", "Your hub", Roles.HrAdmin),
            new(44, "/hubs/manage", "Employers", Roles.ProgrammeManager),
            new(45, "/hubs/programmes", "Partner visits", Roles.ProgrammeManager),
        ];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ProgrammeKeys>();
        services.AddScoped<PartnerDoor>();
        services.AddScoped<InsuredBook>();
        services.AddScoped<VisitTime>();
        services.AddScoped<HubDoor>();
        services.AddScoped<MemberLines>();
        services.AddScoped<MemberPeriods>();
    }
}
