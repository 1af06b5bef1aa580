using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Persistence;

internal abstract class ReceiptsDbContext(DbContextOptions options) : ModuleDbContext(options, "receipts")
{
    private const string AppendOnly = "An issued document is never changed: correct it with a credit note.";

    public DbSet<Issuer> Issuers => Set<Issuer>();

    public DbSet<NumberSeries> Series => Set<NumberSeries>();

    public DbSet<IssuedDocument> Documents => Set<IssuedDocument>();

    public DbSet<RenderedFile> Files => Set<RenderedFile>();

    public DbSet<DocumentRendering> Renderings => Set<DocumentRendering>();

    public DbSet<WaitingDocument> Waiting => Set<WaitingDocument>();

    public DbSet<SelfBillingAgreement> Agreements => Set<SelfBillingAgreement>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Issuer>(row =>
        {
            row.ToTable("receipts_issuers");
            row.HasKey(x => x.Key);
            row.Property(x => x.Key).IsExactText(Engine, 60);
            row.Property(x => x.Code).IsExactText(Engine, 8);
            row.HasIndex(x => x.Code).IsUnique();
        });
        model.Entity<NumberSeries>(row =>
        {
            row.ToTable("receipts_series");
            row.HasKey(x => new { x.IssuerKey, x.Kind });
            row.Property(x => x.IssuerKey).IsExactText(Engine, 60);
            row.HasOne<Issuer>().WithMany().HasForeignKey(x => x.IssuerKey).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IssuedDocument>(MapDocument);
        model.Entity<RenderedFile>(row =>
        {
            row.ToTable("receipts_document_files");
            row.IsAppendOnly(Engine, AppendOnly);
            row.HasKey(x => x.DocumentId);
            row.Property(x => x.Sha256).IsExactText(Engine, 64);
            row.Property(x => x.RendererVersion).HasMaxLength(60);
            BelongsToDocument(row);
        });
        model.Entity<DocumentRendering>(row =>
        {
            row.ToTable("receipts_renderings");
            row.HasKey(x => x.DocumentId);
            row.Property(x => x.LastError).HasMaxLength(500);
            row.HasIndex(x => new { x.State, x.NextTryAtMicros });
            BelongsToDocument(row);
        });
        model.Entity<SelfBillingAgreement>(row => AgreementMapping.Map(row, Engine));
        model.Entity<WaitingDocument>(row => WaitingMapping.Map(row, Engine));
    }

    private void MapDocument(EntityTypeBuilder<IssuedDocument> row)
    {
        row.ToTable("receipts_documents");
        row.IsAppendOnly(Engine, AppendOnly);
        row.HasKey(x => x.Sequence);
        row.Property(x => x.Sequence).ValueGeneratedOnAdd();
        row.Property(x => x.IssuerKey).IsExactText(Engine, 60);
        row.Property(x => x.Number).IsExactText(Engine, 18);
        row.Property(x => x.SourceKey).IsExactText(Engine, 60);
        row.Property(x => x.Reference).IsExactText(Engine, 40);
        row.Property(x => x.SupplierName).HasMaxLength(200);
        row.Property(x => x.Title).HasMaxLength(60);
        row.Property(x => x.Currency).IsExactText(Engine, 3);
        row.Property(x => x.VerifyCode).IsExactText(Engine, 32);
        row.Ignore(x => x.Total).Ignore(x => x.Frozen);
        row.HasAlternateKey(x => x.Id);
        row.HasIndex(x => x.Number).IsUnique();
        row.HasIndex(x => x.SourceKey).IsUnique();
        row.HasIndex(x => x.VerifyCode).IsUnique();
        row.HasIndex(x => new
            {
                x.IssuerKey,
                x.Kind,
                x.NumberInSeries,
            })
            .IsUnique();
        row.HasIndex(x => new { x.ClientId, x.Sequence });
        row.HasIndex(x => new { x.ProviderId, x.Sequence });
        row.HasIndex(x => x.CorrectsId);
        row.HasIndex(x => x.Reference);
        row.HasOne<NumberSeries>()
            .WithMany()
            .HasForeignKey(x => new { x.IssuerKey, x.Kind })
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static void BelongsToDocument<T>(EntityTypeBuilder<T> row)
        where T : class =>
        row.HasOne<IssuedDocument>()
            .WithOne()
            .HasForeignKey<T>("DocumentId")
            .HasPrincipalKey<IssuedDocument>(x => x.Id)
            .OnDelete(DeleteBehavior.Restrict);
}
