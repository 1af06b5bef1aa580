using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Persistence;

/// <summary>Consents and the documents that prove them.</summary>
internal static class ConsentMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<GuardianConsent>(row =>
        {
            row.ToTable("compliance_consents");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasIndex(x => x.Id).IsUnique();
            row.HasIndex(x => new { x.ClientId, x.ReviewDueAt });
            row.HasIndex(x => new { x.GuardianId, x.Sequence });
            row.HasIndex(x => new { x.ReviewersTold, x.ReviewDueAt });
        });
        model.Entity<ConsentEvidence>(row =>
        {
            row.ToTable("compliance_consent_evidence");
            row.HasKey(x => x.ConsentId);
            row.Property(x => x.ConsentId).ValueGeneratedNever();
            row.Property(x => x.ContentType).IsExactText(engine, 40);
        });
    }
}
