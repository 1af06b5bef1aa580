using Microsoft.EntityFrameworkCore;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>The tables every module has of its own: outbox, inbox, idempotency, leases.</summary>
internal static class SystemTables
{
    public static void Configure(ModelBuilder model, string module, Engine engine)
    {
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable($"{module}_outbox");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasIndex(x => x.EventId).IsUnique();
            row.HasIndex(x => new { x.DispatchedAtMicros, x.Sequence });
            row.HasIndex(x => new { x.DispatchedAtMicros, x.Lane });
            row.Property(x => x.Lane).HasConversion<int>();
            row.Property(x => x.WireName).IsExactText(engine, 100);
            row.Property(x => x.Partition).IsExactText(engine, 120);
            row.Property(x => x.Actor).IsExactText(engine, 200);
            row.Property(x => x.TraceParent).HasMaxLength(60);
        });
        model.Entity<InboxRow>(row =>
        {
            row.ToTable($"{module}_inbox");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasIndex(x => new { x.Consumer, x.EventId }).IsUnique();
            row.HasIndex(x => new
            {
                x.State,
                x.Lane,
                x.NextTryAtMicros,
            });
            row.Property(x => x.Lane).HasConversion<int>();
            row.HasIndex(x => new
            {
                x.Consumer,
                x.Partition,
                x.Version,
                x.Ordinal,
            });
            row.Property(x => x.Consumer).IsExactText(engine, 100);
            row.Property(x => x.WireName).IsExactText(engine, 100);
            row.Property(x => x.Partition).IsExactText(engine, 120);
            row.Property(x => x.Actor).IsExactText(engine, 200);
            row.Property(x => x.TraceParent).HasMaxLength(60);
            row.Property(x => x.LastError).HasMaxLength(2000);
            row.Property(x => x.Resolution).HasMaxLength(500);
        });
        model.Entity<IdempotencyRow>(row =>
        {
            row.ToTable($"{module}_idempotency");
            row.HasKey(x => x.Scope);
            row.Property(x => x.Scope).IsExactText(engine, 64);
            row.Property(x => x.Operation).IsExactText(engine, 100);
            row.Property(x => x.RequestHash).IsExactText(engine, 64);
            row.HasIndex(x => x.CreatedAtMicros);
        });
        model.Entity<LeaseRow>(row =>
        {
            row.ToTable($"{module}_leases");
            row.HasKey(x => x.Name);
            row.Property(x => x.Name).IsExactText(engine, 100);
            row.Property(x => x.Holder).IsExactText(engine, 200);
        });
    }
}
