using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Marketplace.Persistence;

internal sealed class SqliteMarketplaceDbContext(DbContextOptions<SqliteMarketplaceDbContext> options)
    : MarketplaceDbContext(options);

internal sealed class SqlServerMarketplaceDbContext(DbContextOptions<SqlServerMarketplaceDbContext> options)
    : MarketplaceDbContext(options);

internal sealed class PostgresMarketplaceDbContext(DbContextOptions<PostgresMarketplaceDbContext> options)
    : MarketplaceDbContext(options);

internal sealed class SqliteMarketplaceFactory : DesignTimeFactory<SqliteMarketplaceDbContext>;

internal sealed class SqlServerMarketplaceFactory : DesignTimeFactory<SqlServerMarketplaceDbContext>;

internal sealed class PostgresMarketplaceFactory : DesignTimeFactory<PostgresMarketplaceDbContext>;
