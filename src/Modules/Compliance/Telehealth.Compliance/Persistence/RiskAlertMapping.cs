using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Persistence;

/// <summary>Alerts of immediate risk, who is on shift for them, and whom they did not reach.</summary>
internal static class RiskAlertMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<RiskAlert>(row =>
        {
            row.ToTable("compliance_risk_alerts");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasIndex(x => x.Id).IsUnique();
            // One open alert a person: nulls do not count.
            row.HasIndex(x => x.OpenPersonId).IsUnique();
            row.HasIndex(x => x.EscalatesAt);
            row.Property(x => x.Country).IsExactText(engine, 2);
            row.Ignore(x => x.IsOpen);
            row.HasMany(x => x.Calls).WithOne().HasForeignKey(x => x.AlertId).HasPrincipalKey(x => x.Id);
        });
        model.Entity<RiskAlertCall>(row =>
        {
            row.ToTable("compliance_risk_alert_calls");
            row.HasKey(x => new { x.AlertId, x.Number });
        });
        model.Entity<UnreachedMessage>(row =>
        {
            row.ToTable("compliance_unreached_messages");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasIndex(x => x.Id).IsUnique();
            row.HasIndex(x => x.CauseId);
            row.HasIndex(x => x.AlertId);
            row.HasIndex(x => x.FailedAt);
            row.Property(x => x.Failure).HasMaxLength(UnreachedMessage.LongestFailure);
        });
        model.Entity<LeadShift>(row =>
        {
            row.ToTable("compliance_lead_shifts");
            row.HasKey(x => x.LeadId);
            row.Property(x => x.LeadId).ValueGeneratedNever();
            row.HasIndex(x => x.Until);
        });
    }
}
