using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class CoverMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<Cover>(row =>
        {
            row.ToTable(
                "wallet_covers",
                table =>
                    table.HasCheckConstraint(
                        "CK_wallet_covers_buyer",
                        "\"Fund\" IS NULL OR \"BuyerCountry\" IS NOT NULL"
                    )
            );
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Account).IsExactText(engine, LedgerMapping.AccountLength);
            row.Property(x => x.Commodity).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.Fund!).IsExactText(engine, SponsorFund.NameLength);
            row.Property(x => x.PriceCurrency!).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.BuyerCountry!).IsExactText(engine, 2);
            row.Property(x => x.BuyerVatNumber!).IsExactText(engine, 20);
            row.Ignore(x => x.Amount).Ignore(x => x.IsLive).Ignore(x => x.Price);
            row.Ignore(x => x.Sponsor).Ignore(x => x.FundingKind).Ignore(x => x.Payer).Ignore(x => x.Buyer);
            row.HasIndex(x => new { x.Fund, x.State });
            row.HasIndex(x => new { x.State, x.ExpiresAt });
            row.HasIndex(x => new { x.Account, x.State });
        });
        model.Entity<EarningLine>(row =>
        {
            // Each penny of an earning is withdrawn once, whatever a handler forgets (WAL-07).
            row.ToTable(
                "wallet_earnings",
                table =>
                    table.HasCheckConstraint(
                        "CK_wallet_earnings_allocated",
                        "\"AllocatedMinor\" >= 0 AND \"AllocatedMinor\" <= \"ShareMinor\""
                    )
            );
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.BookingNumber).IsExactText(engine, 40);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.OutcomeRow).IsExactText(engine, 40);
            row.HasIndex(x => x.CoverId).IsUnique();
            row.Property(x => x.ServiceName).HasMaxLength(200);
            row.Ignore(x => x.Share);
            row.HasIndex(x => new { x.ProviderId, x.Sequence });
            row.HasIndex(x => new { x.MaturedAt, x.AvailableAt });
        });
    }
}
