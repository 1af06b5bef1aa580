using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>
/// Base of every module's context: one convention for ids, instants, versions and texts, and the module's own outbox,
/// inbox, idempotency and lease tables.
/// </summary>
/// <param name="options">Options of the engine's subclass.</param>
/// <param name="module">The module's name: the tables' prefix.</param>
public abstract class ModuleDbContext(DbContextOptions options, string module) : DbContext(options)
{
    /// <summary>The module's name: the tables' prefix.</summary>
    public string Module { get; } = module;

    /// <summary>The engine this context runs on.</summary>
    public Engine Engine => Engines.Of(Database.ProviderName);

    /// <summary>Events committed with the state, waiting for the dispatcher.</summary>
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <summary>Events delivered to this module's consumers.</summary>
    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    /// <summary>Answers of commands by key.</summary>
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    /// <summary>Who runs the module's loops.</summary>
    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // UTC in the database through one convention: microseconds since 1970, alike and ordered on every engine.
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>().HaveMaxLength(10);
        configurationBuilder.Properties<LocalTime>().HaveConversion<LocalTimeConverter>().HaveMaxLength(8);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        TypedIdConversions.Apply(configurationBuilder);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        SystemTables.Configure(modelBuilder, Module, Engine);
        Map(modelBuilder);
        modelBuilder.UseOneCollation(Engine);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(AggregateRoot).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(AggregateRoot.Version))!.IsConcurrencyToken = true;
            }
        }
    }

    /// <summary>The module's own tables, each named <c>{module}_{plural}</c>.</summary>
    protected abstract void Map(ModelBuilder model);
}
