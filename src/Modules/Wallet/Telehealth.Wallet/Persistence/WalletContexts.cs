using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Wallet.Persistence;

internal sealed class SqliteWalletDbContext(DbContextOptions<SqliteWalletDbContext> options) : WalletDbContext(options);

internal sealed class SqlServerWalletDbContext(DbContextOptions<SqlServerWalletDbContext> options)
    : WalletDbContext(options);

internal sealed class PostgresWalletDbContext(DbContextOptions<PostgresWalletDbContext> options)
    : WalletDbContext(options);

internal sealed class SqliteWalletFactory : DesignTimeFactory<SqliteWalletDbContext>;

internal sealed class SqlServerWalletFactory : DesignTimeFactory<SqlServerWalletDbContext>;

internal sealed class PostgresWalletFactory : DesignTimeFactory<PostgresWalletDbContext>;
