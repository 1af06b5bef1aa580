using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Persistence;

/// <summary>How documents that wait for a name are stored.</summary>
internal static class WaitingMapping
{
    public static void Map(EntityTypeBuilder<WaitingDocument> row, Engine engine)
    {
        row.ToTable("receipts_waiting_documents");
        row.HasKey(x => x.Sequence);
        row.Property(x => x.Sequence).ValueGeneratedOnAdd();
        row.Property(x => x.Reference).IsExactText(engine, 40);
        row.Property(x => x.Currency).IsExactText(engine, 3);
        row.Ignore(x => x.Total);
        row.HasIndex(x => x.Id).IsUnique();
        row.HasIndex(x => new { x.NeededFrom, x.IssuedAt });
        row.HasIndex(x => new { x.IssuedAt, x.Sequence });
    }
}
