using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.QuickConnect.Persistence;

internal abstract class QuickConnectDbContext(DbContextOptions options) : ModuleDbContext(options, "quickconnect")
{
    protected override void Map(ModelBuilder model) { }
}
