using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Hubs.Persistence;

internal abstract class HubsDbContext(DbContextOptions options) : ModuleDbContext(options, "hubs")
{
    protected override void Map(ModelBuilder model) { }
}
