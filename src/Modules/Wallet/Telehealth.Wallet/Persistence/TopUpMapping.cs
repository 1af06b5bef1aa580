using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Persistence;

internal static class TopUpMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<TopUp>(row =>
        {
            row.ToTable("wallet_top_ups");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Currency).IsExactText(engine, LedgerMapping.CommodityLength);
            row.Property(x => x.PaymentIntentId).IsExactText(engine, 100);
            row.Property(x => x.FailureCode).HasMaxLength(100);
            row.Ignore(x => x.Amount).Ignore(x => x.IsSettled);
            row.HasIndex(x => x.PaymentIntentId).IsUnique();
            row.HasIndex(x => new { x.Status, x.NextCheckAtMicros });
        });
        model.Entity<StripeEvent>(row =>
        {
            row.ToTable("wallet_stripe_events");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).IsExactText(engine, 255);
            row.Property(x => x.Type).IsExactText(engine, 100);
            row.Property(x => x.ObjectId!).IsExactText(engine, 100);
            row.HasIndex(x => new { x.State, x.NextTryAtMicros });
        });
        model.Entity<StrangeStripeMessage>(row =>
        {
            row.ToTable("wallet_strange_stripe_messages");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.Sha256).IsExactText(engine, 64);
            row.Property(x => x.Reason).HasMaxLength(200);
            row.Property(x => x.Excerpt).HasMaxLength(StrangeStripeMessage.LongestExcerpt);
            row.HasIndex(x => x.Sha256).IsUnique();
        });
    }
}
