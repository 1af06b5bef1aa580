using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Sessions.Persistence;

internal sealed class SqliteSessionsDbContext(DbContextOptions<SqliteSessionsDbContext> options)
    : SessionsDbContext(options);

internal sealed class SqlServerSessionsDbContext(DbContextOptions<SqlServerSessionsDbContext> options)
    : SessionsDbContext(options);

internal sealed class PostgresSessionsDbContext(DbContextOptions<PostgresSessionsDbContext> options)
    : SessionsDbContext(options);

internal sealed class SqliteSessionsFactory : DesignTimeFactory<SqliteSessionsDbContext>;

internal sealed class SqlServerSessionsFactory : DesignTimeFactory<SqlServerSessionsDbContext>;

internal sealed class PostgresSessionsFactory : DesignTimeFactory<PostgresSessionsDbContext>;
