using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.QuickConnect.Persistence;

internal sealed class SqliteQuickConnectDbContext(DbContextOptions<SqliteQuickConnectDbContext> options)
    : QuickConnectDbContext(options);

internal sealed class SqlServerQuickConnectDbContext(DbContextOptions<SqlServerQuickConnectDbContext> options)
    : QuickConnectDbContext(options);

internal sealed class PostgresQuickConnectDbContext(DbContextOptions<PostgresQuickConnectDbContext> options)
    : QuickConnectDbContext(options);

internal sealed class SqliteQuickConnectFactory : DesignTimeFactory<SqliteQuickConnectDbContext>;

internal sealed class SqlServerQuickConnectFactory : DesignTimeFactory<SqlServerQuickConnectDbContext>;

internal sealed class PostgresQuickConnectFactory : DesignTimeFactory<PostgresQuickConnectDbContext>;
