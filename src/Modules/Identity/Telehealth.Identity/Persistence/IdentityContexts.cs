using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Identity.Persistence;

internal sealed class SqliteIdentityDbContext(DbContextOptions<SqliteIdentityDbContext> options)
    : IdentityDbContext(options);

internal sealed class SqlServerIdentityDbContext(DbContextOptions<SqlServerIdentityDbContext> options)
    : IdentityDbContext(options);

internal sealed class PostgresIdentityDbContext(DbContextOptions<PostgresIdentityDbContext> options)
    : IdentityDbContext(options);

internal sealed class SqliteIdentityFactory : DesignTimeFactory<SqliteIdentityDbContext>;

internal sealed class SqlServerIdentityFactory : DesignTimeFactory<SqlServerIdentityDbContext>;

internal sealed class PostgresIdentityFactory : DesignTimeFactory<PostgresIdentityDbContext>;
