using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Partners;

namespace Telehealth.Hubs.Persistence;

internal abstract class HubsDbContext(DbContextOptions options) : ModuleDbContext(options, "hubs")
{
    public DbSet<Programme> Programmes => Set<Programme>();

    public DbSet<ProgrammeProvider> ProgrammeProviders => Set<ProgrammeProvider>();

    public DbSet<InsuredPerson> Insured => Set<InsuredPerson>();

    public DbSet<VisitPackage> VisitPackages => Set<VisitPackage>();

    public DbSet<PartnerVisit> PartnerVisits => Set<PartnerVisit>();

    protected override void Map(ModelBuilder model)
    {
        PartnerMapping.Configure(model, Engine);
    }
}
