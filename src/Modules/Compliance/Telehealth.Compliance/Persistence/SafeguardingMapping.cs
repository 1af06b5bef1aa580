using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Persistence;

/// <summary>Cases, their logs, and the audit.</summary>
internal static class SafeguardingMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<SafeguardingCase>(row =>
        {
            row.ToTable("compliance_cases");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasIndex(x => x.Id).IsUnique();
            row.HasIndex(x => x.EscalatesAt);
            row.HasIndex(x => new { x.DueAt, x.Sequence });
            row.HasIndex(x => new { x.RaisedBy, x.Sequence });
        });
        model.Entity<CaseEntry>(row =>
        {
            row.ToTable(AuditGuards.Entries, table => Guard(table, engine, AuditGuards.Entries));
            row.HasKey(x => new { x.CaseId, x.Number });
            row.HasIndex(x => x.Id).IsUnique();
        });
        model.Entity<AuditRow>(row =>
        {
            row.ToTable(AuditGuards.Audit, table => Guard(table, engine, AuditGuards.Audit));
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedNever();
            row.Property(x => x.Actor).IsExactText(engine, 200);
            row.Property(x => x.Action).IsExactText(engine, 60);
            row.Property(x => x.Subject).IsExactText(engine, 100);
            row.Property(x => x.Hash).IsExactText(engine, 64);
            row.HasIndex(x => new { x.Subject, x.Sequence });
        });
        model.Entity<AuditHead>(row =>
        {
            row.ToTable("compliance_audit_head");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Hash).IsExactText(engine, 64);
            row.HasData(new AuditHead());
        });
    }

    // SQL Server refuses OUTPUT on a table with triggers; EF must know of them there, and only there.
    private static void Guard<T>(TableBuilder<T> table, Engine engine, string name)
        where T : class
    {
        if (engine == Engine.SqlServer)
        {
            table.HasTrigger(AuditGuards.NameOf(name));
        }
    }
}
