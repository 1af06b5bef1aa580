using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class FundMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<CreditOrder>(row =>
        {
            row.ToTable(
                "wallet_credit_orders",
                table => table.HasCheckConstraint("CK_wallet_credit_orders_units", "\"Units\" >= 0")
            );
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Account).IsExactText(engine, LedgerMapping.AccountLength);
            row.Property(x => x.Commodity).IsExactText(engine, LedgerMapping.CommodityLength);
            row.HasIndex(x => new { x.Account, x.Commodity });
            row.HasIndex(x => x.JournalId).IsUnique();
        });
        model.Entity<CreditPeriod>(row =>
        {
            row.ToTable(
                "wallet_credit_periods",
                table =>
                    table.HasCheckConstraint(
                        "CK_wallet_credit_periods_counts",
                        "\"Allotted\" >= 0 AND \"Cap\" >= 0 AND \"CarriedOver\" >= 0"
                    )
            );
            row.HasKey(x => new { x.Account, x.Commodity });
            row.Property(x => x.Account).IsExactText(engine, LedgerMapping.AccountLength);
            row.Property(x => x.Commodity).IsExactText(engine, LedgerMapping.CommodityLength);
        });
    }
}
