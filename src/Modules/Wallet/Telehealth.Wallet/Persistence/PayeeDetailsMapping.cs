using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain.BankDetails;

namespace Telehealth.Wallet.Persistence;

internal static class PayeeDetailsMapping
{
    public static void Map(ModelBuilder model, Engine engine) =>
        model.Entity<PayeeDetails>(row =>
        {
            row.ToTable("wallet_payee_details");
            row.HasKey(x => x.ProviderId);
            row.Property(x => x.ProviderId).ValueGeneratedNever();
            row.Property(x => x.Masked).HasMaxLength(40);
            row.Property(x => x.LastFour).IsExactText(engine, 4);
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
        });
}
