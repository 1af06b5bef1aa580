using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Notifications.Persistence;

internal sealed class SqliteNotificationsDbContext(DbContextOptions<SqliteNotificationsDbContext> options)
    : NotificationsDbContext(options);

internal sealed class SqlServerNotificationsDbContext(DbContextOptions<SqlServerNotificationsDbContext> options)
    : NotificationsDbContext(options);

internal sealed class PostgresNotificationsDbContext(DbContextOptions<PostgresNotificationsDbContext> options)
    : NotificationsDbContext(options);

internal sealed class SqliteNotificationsFactory : DesignTimeFactory<SqliteNotificationsDbContext>;

internal sealed class SqlServerNotificationsFactory : DesignTimeFactory<SqlServerNotificationsDbContext>;

internal sealed class PostgresNotificationsFactory : DesignTimeFactory<PostgresNotificationsDbContext>;
