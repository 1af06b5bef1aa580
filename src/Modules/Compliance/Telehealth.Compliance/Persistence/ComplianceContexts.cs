using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Compliance.Persistence;

internal sealed class SqliteComplianceDbContext(DbContextOptions<SqliteComplianceDbContext> options)
    : ComplianceDbContext(options);

internal sealed class SqlServerComplianceDbContext(DbContextOptions<SqlServerComplianceDbContext> options)
    : ComplianceDbContext(options);

internal sealed class PostgresComplianceDbContext(DbContextOptions<PostgresComplianceDbContext> options)
    : ComplianceDbContext(options);

internal sealed class SqliteComplianceFactory : DesignTimeFactory<SqliteComplianceDbContext>;

internal sealed class SqlServerComplianceFactory : DesignTimeFactory<SqlServerComplianceDbContext>;

internal sealed class PostgresComplianceFactory : DesignTimeFactory<PostgresComplianceDbContext>;
