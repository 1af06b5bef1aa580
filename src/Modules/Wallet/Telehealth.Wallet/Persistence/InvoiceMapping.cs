using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class InvoiceMapping
{
    public const int NumberLength = 40;

    private const string NotRejected = $"\"State\" <> '{nameof(InvoiceState.Rejected)}'";

    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<InvoicePaper>(row =>
        {
            row.ToTable("wallet_invoice_papers");
            row.HasKey(x => x.InvoiceId);
            row.Property(x => x.InvoiceId).ValueGeneratedNever();
            row.HasOne<ReceivedInvoice>()
                .WithOne()
                .HasForeignKey<InvoicePaper>(x => x.InvoiceId)
                .HasPrincipalKey<ReceivedInvoice>(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ReceivedInvoice>(row =>
        {
            row.ToTable("wallet_received_invoices");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.Number).IsExactText(engine, NumberLength);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.Sha256).IsExactText(engine, 64);
            row.Property(x => x.ReasonCode!).IsExactText(engine, 40);
            row.Ignore(x => x.Amount);
            row.HasOne<Withdrawal>()
                .WithMany()
                .HasForeignKey(x => x.WithdrawalId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
            // A number counts once; one that was rejected may come again, on the corrected paper.
            row.HasIndex(x => new { x.ProviderId, x.Number }).IsUnique().HasFilter(NotRejected);
            // One paper at a time is looked at, or stands.
            row.HasIndex(x => x.WithdrawalId).IsUnique().HasFilter(NotRejected);
            row.HasIndex(x => new { x.State, x.Sequence });
        });
    }
}
