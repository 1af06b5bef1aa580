using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Persistence;

/// <summary>How self-billing agreements are stored.</summary>
internal static class AgreementMapping
{
    public static void Map(EntityTypeBuilder<SelfBillingAgreement> row, Engine engine)
    {
        row.ToTable("receipts_self_billing_agreements");
        row.HasKey(x => x.Sequence);
        row.Property(x => x.Sequence).ValueGeneratedOnAdd();
        row.Property(x => x.LegalName).HasMaxLength(200);
        row.Property(x => x.Address).HasMaxLength(2000);
        row.Property(x => x.Country).IsExactText(engine, 2);
        row.Property(x => x.TaxNumber).HasMaxLength(40);
        row.Property(x => x.TermsVersion).IsExactText(engine, 20);
        row.Property(x => x.TermsHash).IsExactText(engine, 64);

        // One open agreement per provider: of two acceptances at once the database lets one in.
        row.HasIndex(x => x.ProviderId).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        row.HasIndex(x => new { x.ProviderId, x.Sequence });
    }
}
