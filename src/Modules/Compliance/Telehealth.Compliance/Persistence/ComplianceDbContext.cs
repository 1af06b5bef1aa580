using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Persistence;

internal abstract class ComplianceDbContext(DbContextOptions options) : ModuleDbContext(options, "compliance")
{
    public DbSet<ClearanceFile> ClearanceFiles => Set<ClearanceFile>();

    public DbSet<ClearanceDecision> ClearanceDecisions => Set<ClearanceDecision>();

    public DbSet<GuardianConsent> Consents => Set<GuardianConsent>();

    public DbSet<ConsentEvidence> Evidence => Set<ConsentEvidence>();

    public DbSet<SafeguardingCase> Cases => Set<SafeguardingCase>();

    public DbSet<CaseEntry> CaseEntries => Set<CaseEntry>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<AuditHead> AuditHead => Set<AuditHead>();

    public DbSet<RiskAlert> RiskAlerts => Set<RiskAlert>();

    public DbSet<UnreachedMessage> UnreachedMessages => Set<UnreachedMessage>();

    public DbSet<LeadShift> Shifts => Set<LeadShift>();

    protected override void Map(ModelBuilder model)
    {
        RiskAlertMapping.Map(model, Engine);
        ConsentMapping.Map(model, Engine);
        SafeguardingMapping.Map(model, Engine);
        model.Entity<ClearanceFile>(x =>
        {
            x.ToTable("compliance_clearance_files");
            x.HasKey(file => file.Sequence);
            x.Property(file => file.Sequence).ValueGeneratedOnAdd();
            x.HasIndex(file => file.ProviderId).IsUnique();
            x.HasIndex(file => new { file.State, file.Sequence });
            x.Property(file => file.DisplayName).HasMaxLength(80);
            x.Ignore(file => file.IsCleared);
        });
        model.Entity<ClearanceDecision>(x =>
        {
            x.ToTable("compliance_clearance_decisions");
            x.HasKey(decision => new { decision.ProviderId, decision.Number });
            x.Property(decision => decision.Reason).HasMaxLength(1000);
        });
    }
}
