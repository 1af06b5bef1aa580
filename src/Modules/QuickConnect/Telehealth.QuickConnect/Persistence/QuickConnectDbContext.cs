using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.QuickConnect.Domain;

namespace Telehealth.QuickConnect.Persistence;

internal abstract class QuickConnectDbContext(DbContextOptions options) : ModuleDbContext(options, "quickconnect")
{
    public DbSet<PoolRequest> Requests => Set<PoolRequest>();

    public DbSet<PoolPass> Passes => Set<PoolPass>();

    public DbSet<PoolCoverClaim> CoverClaims => Set<PoolCoverClaim>();

    public DbSet<Presence> Presences => Set<Presence>();

    protected override void Map(ModelBuilder model) => PoolMapping.Configure(model, Engine);
}
