using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Receipts.Persistence;

internal sealed class SqliteReceiptsDbContext(DbContextOptions<SqliteReceiptsDbContext> options)
    : ReceiptsDbContext(options);

internal sealed class SqlServerReceiptsDbContext(DbContextOptions<SqlServerReceiptsDbContext> options)
    : ReceiptsDbContext(options);

internal sealed class PostgresReceiptsDbContext(DbContextOptions<PostgresReceiptsDbContext> options)
    : ReceiptsDbContext(options);

internal sealed class SqliteReceiptsFactory : DesignTimeFactory<SqliteReceiptsDbContext>;

internal sealed class SqlServerReceiptsFactory : DesignTimeFactory<SqlServerReceiptsDbContext>;

internal sealed class PostgresReceiptsFactory : DesignTimeFactory<PostgresReceiptsDbContext>;
