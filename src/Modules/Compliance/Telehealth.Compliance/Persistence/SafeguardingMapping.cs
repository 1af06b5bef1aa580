using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Persistence;

/// <summary>Cases, their logs, and the audit.</summary>
internal static class SafeguardingMapping
{
    private const string AppendOnly = "Lines of the audit and of a case are only ever added.";

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
            row.ToTable("compliance_case_entries");
            row.IsAppendOnly(engine, AppendOnly);
            row.HasKey(x => new { x.CaseId, x.Number });
            row.HasIndex(x => x.Id).IsUnique();
        });
        model.Entity<AuditRow>(row =>
        {
            row.ToTable("compliance_audit");
            row.IsAppendOnly(engine, AppendOnly);
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
}
