using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class WithdrawalMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<Withdrawable>(row =>
        {
            // The floor: never more is withdrawn than matured, whatever a handler forgets.
            row.ToTable(
                "wallet_withdrawables",
                table => table.HasCheckConstraint("CK_wallet_withdrawables_floor", "\"AmountMinor\" >= 0")
            );
            row.HasKey(x => new { x.ProviderId, x.Currency });
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Ignore(x => x.Amount);
        });
        model.Entity<Withdrawal>(row =>
        {
            row.ToTable("wallet_withdrawals");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.Reference).IsExactText(engine, 18);
            row.Property(x => x.Account).IsExactText(engine, LedgerMapping.AccountLength);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.ReturnReason!).IsExactText(engine, 10);
            row.Ignore(x => x.Amount).Ignore(x => x.InvoiceAmount);
            row.HasIndex(x => x.Reference).IsUnique();
            row.HasIndex(x => new { x.Account, x.State });
            row.HasIndex(x => new { x.ProviderId, x.Sequence });
            row.HasIndex(x => new { x.State, x.PayoutDate });
            row.HasIndex(x => x.BatchId);
            row.HasMany(x => x.Allocations)
                .WithOne()
                .HasForeignKey(x => x.WithdrawalId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
            row.Navigation(x => x.Allocations).UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        model.Entity<WithdrawalAllocation>(row =>
        {
            row.ToTable("wallet_withdrawal_allocations");
            row.HasKey(x => new { x.WithdrawalId, x.EarningSequence });
            row.HasIndex(x => x.EarningSequence);
        });
    }
}
