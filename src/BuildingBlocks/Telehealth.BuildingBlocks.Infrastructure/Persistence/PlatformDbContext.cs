using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>
/// What belongs to no module: the business clock's offset, persons' keys, Data Protection's key ring.
/// </summary>
public abstract class PlatformDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The business clock's offset: one row.</summary>
    public DbSet<ClockRow> Clock => Set<ClockRow>();

    /// <summary>Each person's data key, wrapped.</summary>
    public DbSet<PersonKeyRow> PersonKeys => Set<PersonKeyRow>();

    /// <summary>The key ring of cookies and antiforgery tokens.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ClockRow>(row =>
        {
            row.ToTable("platform_clock");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<PersonKeyRow>(row =>
        {
            row.ToTable("platform_person_keys");
            row.HasKey(x => x.PersonId);
            row.Property(x => x.PersonId).ValueGeneratedNever();
        });
        modelBuilder.Entity<DataProtectionKey>().ToTable("platform_data_protection_keys");
        modelBuilder.UseOneCollation(Engines.Of(Database.ProviderName));
    }
}

/// <summary>The business clock's offset.</summary>
public sealed class ClockRow
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    /// <summary>Microseconds the business clock runs ahead of the system's; never lowered.</summary>
    public required long OffsetMicros { get; set; }
}

/// <summary>A person's data key, wrapped by the key-encryption key of <see cref="KekVersion"/>.</summary>
public sealed class PersonKeyRow
{
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Which key-encryption key wraps it.</summary>
    public required int KekVersion { get; set; }

    /// <summary>nonce, ciphertext and tag; null after crypto-shredding.</summary>
    public byte[]? Wrapped { get; set; }
}

internal sealed class SqlitePlatformDbContext(DbContextOptions<SqlitePlatformDbContext> options)
    : PlatformDbContext(options);

internal sealed class SqlServerPlatformDbContext(DbContextOptions<SqlServerPlatformDbContext> options)
    : PlatformDbContext(options);

internal sealed class PostgresPlatformDbContext(DbContextOptions<PostgresPlatformDbContext> options)
    : PlatformDbContext(options);

internal sealed class SqlitePlatformFactory : DesignTimeFactory<SqlitePlatformDbContext>;

internal sealed class SqlServerPlatformFactory : DesignTimeFactory<SqlServerPlatformDbContext>;

internal sealed class PostgresPlatformFactory : DesignTimeFactory<PostgresPlatformDbContext>;
