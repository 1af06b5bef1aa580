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
            row.ToTable("wallet_covers");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Account).IsExactText(engine, LedgerMapping.AccountLength);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Ignore(x => x.Amount).Ignore(x => x.IsLive);
            row.HasIndex(x => new { x.State, x.ExpiresAt });
            row.HasIndex(x => new { x.Account, x.State });
        });
        model.Entity<EarningLine>(row =>
        {
            row.ToTable("wallet_earnings");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.BookingNumber).IsExactText(engine, 40);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.HasIndex(x => x.CoverId).IsUnique();
            row.HasIndex(x => new { x.ProviderId, x.Sequence });
        });
    }
}
