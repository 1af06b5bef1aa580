using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class LedgerMapping
{
    public const int AccountLength = 100;
    public const int CommodityLength = 12;

    private const string AppendOnly = "The ledger is append-only: correct it with a reversal.";

    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<Journal>(row =>
        {
            row.ToTable("wallet_journals");
            row.IsAppendOnly(engine, AppendOnly);
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Source).IsExactText(engine, 40);
            row.Property(x => x.ExternalId).IsExactText(engine, 100);
            row.Property(x => x.Reason).HasMaxLength(200);
            row.Property(x => x.BookingNumber!).IsExactText(engine, 40);
            row.HasIndex(x => new { x.Source, x.ExternalId }).IsUnique();
            row.HasIndex(x => x.ReversesId).IsUnique();
            row.HasMany(x => x.Postings).WithOne().HasForeignKey(x => x.JournalId).OnDelete(DeleteBehavior.Restrict);
            row.Navigation(x => x.Postings).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<Posting>(row =>
        {
            row.ToTable("wallet_postings");
            row.IsAppendOnly(engine, AppendOnly);
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.Account).IsExactText(engine, AccountLength);
            row.Property(x => x.Commodity).IsExactText(engine, CommodityLength);
            row.Ignore(x => x.Amount);
            row.HasIndex(x => new { x.JournalId, x.Line }).IsUnique();
            row.HasIndex(x => new
            {
                x.Account,
                x.Commodity,
                x.Sequence,
            });
        });
        model.Entity<Balance>(row =>
        {
            // The floor: whatever a handler forgets, the database does not let an account be overdrawn.
            row.ToTable(
                "wallet_balances",
                table =>
                {
                    table.HasCheckConstraint("CK_wallet_balances_available", "\"PostedMinor\" - \"HeldMinor\" >= 0");
                    table.HasCheckConstraint("CK_wallet_balances_held", "\"HeldMinor\" >= 0");
                }
            );
            row.HasKey(x => new { x.Account, x.Commodity });
            row.Property(x => x.Account).IsExactText(engine, AccountLength);
            row.Property(x => x.Commodity).IsExactText(engine, CommodityLength);
            row.Ignore(x => x.Posted).Ignore(x => x.Held).Ignore(x => x.Available);
        });
        model.Entity<TailSnapshot>(row =>
        {
            row.ToTable("wallet_snapshots");
            row.HasKey(x => new { x.Account, x.Commodity });
            row.Property(x => x.Account).IsExactText(engine, AccountLength);
            row.Property(x => x.Commodity).IsExactText(engine, CommodityLength);
        });
    }
}
