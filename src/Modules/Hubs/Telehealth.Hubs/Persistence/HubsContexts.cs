using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Hubs.Persistence;

internal sealed class SqliteHubsDbContext(DbContextOptions<SqliteHubsDbContext> options) : HubsDbContext(options);

internal sealed class SqlServerHubsDbContext(DbContextOptions<SqlServerHubsDbContext> options) : HubsDbContext(options);

internal sealed class PostgresHubsDbContext(DbContextOptions<PostgresHubsDbContext> options) : HubsDbContext(options);

internal sealed class SqliteHubsFactory : DesignTimeFactory<SqliteHubsDbContext>;

internal sealed class SqlServerHubsFactory : DesignTimeFactory<SqlServerHubsDbContext>;

internal sealed class PostgresHubsFactory : DesignTimeFactory<PostgresHubsDbContext>;
