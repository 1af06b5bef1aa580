using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>
/// A PaymentIntent of the development double, in Stripe's words. Kept in the database to survive a kill.
/// </summary>
internal sealed class DevStripeIntent
{
    public required string Id { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string CaptureMethod { get; init; }

    public required string ClientSecret { get; init; }

    public required string Metadata { get; init; }

    public required long CreatedAtMicros { get; init; }

    public string? ReturnUrl { get; set; }

    public string? PaymentMethod { get; set; }

    public required string Status { get; set; }

    public string? ErrorCode { get; set; }

    public string? DeclineCode { get; set; }

    public long Refunded { get; set; }

    /// <summary>The payout that took it to the bank.</summary>
    public string? PayoutId { get; set; }

    /// <summary>While the money is held: until when it can be captured, system time in microseconds.</summary>
    public long? CaptureBeforeMicros { get; set; }

    /// <summary>Why it was cancelled, in Stripe's word.</summary>
    public string? CancellationReason { get; set; }

    /// <summary>While processing: when it is going to succeed, system time in microseconds.</summary>
    public long? SettlesAtMicros { get; set; }
}

internal sealed class DevStripeRefund
{
    public required string Id { get; init; }

    public required string IntentId { get; init; }

    public required long Amount { get; init; }

    public required long CreatedAtMicros { get; init; }
}

/// <summary>A payout of the double to our bank: all payments of a currency that settled since the last.</summary>
internal sealed class DevStripePayout
{
    public required string Id { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required long CreatedAtMicros { get; init; }

    public required string Status { get; set; }
}

/// <summary>The answer under an idempotency key, as Stripe keeps it.</summary>
internal sealed class DevStripeAnswer
{
    public required string Key { get; init; }

    public required string RequestHash { get; init; }

    public required int Status { get; init; }

    public required string Body { get; init; }

    /// <summary>System time in microseconds: a day later the key is unknown.</summary>
    public required long CreatedAtMicros { get; init; }
}

internal enum DevDeliveryState
{
    Waiting,
    Delivered,
    Dropped,
    GivenUp,
}

/// <summary>One delivery of one event to our webhook.</summary>
internal sealed class DevStripeDelivery
{
    public long Sequence { get; init; }

    public required string EventId { get; init; }

    public required string Type { get; init; }

    public required string ObjectId { get; init; }

    public required string Payload { get; init; }

    public DevDeliveryState State { get; set; }

    public int Tries { get; set; }

    public required long NextTryAtMicros { get; set; }
}

/// <summary>How the double has been told to behave: one row of JSON.</summary>
internal sealed class DevStripeBehaviourRow
{
    public required int Id { get; init; }

    public required string Settings { get; set; }
}

internal static class DevStripeMapping
{
    public static void Map(ModelBuilder model, Engine engine)
    {
        model.Entity<DevStripeIntent>(row =>
        {
            row.ToTable("wallet_dev_stripe_intents");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).IsExactText(engine, 100);
            row.Property(x => x.Currency).IsExactText(engine, 3);
            row.Property(x => x.CaptureMethod).IsExactText(engine, 20);
            row.Property(x => x.ClientSecret).IsExactText(engine, 200);
            row.Property(x => x.ReturnUrl).HasMaxLength(2000);
            row.Property(x => x.PaymentMethod!).IsExactText(engine, 100);
            row.Property(x => x.Status).IsExactText(engine, 40);
            row.Property(x => x.ErrorCode!).IsExactText(engine, 100);
            row.Property(x => x.DeclineCode!).IsExactText(engine, 100);
            row.Property(x => x.PayoutId!).IsExactText(engine, 100);
            row.Property(x => x.CancellationReason!).IsExactText(engine, 40);
            row.HasIndex(x => x.SettlesAtMicros);
            row.HasIndex(x => x.CaptureBeforeMicros);
        });
        model.Entity<DevStripePayout>(row =>
        {
            row.ToTable("wallet_dev_stripe_payouts");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).IsExactText(engine, 100);
            row.Property(x => x.Currency).IsExactText(engine, 3);
            row.Property(x => x.Status).IsExactText(engine, 40);
        });
        model.Entity<DevStripeRefund>(row =>
        {
            row.ToTable("wallet_dev_stripe_refunds");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).IsExactText(engine, 100);
            row.Property(x => x.IntentId).IsExactText(engine, 100);
        });
        model.Entity<DevStripeAnswer>(row =>
        {
            row.ToTable("wallet_dev_stripe_answers");
            row.HasKey(x => x.Key);
            row.Property(x => x.Key).IsExactText(engine, 255);
            row.Property(x => x.RequestHash).IsExactText(engine, 64);
        });
        model.Entity<DevStripeDelivery>(row =>
        {
            row.ToTable("wallet_dev_stripe_deliveries");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.Property(x => x.EventId).IsExactText(engine, 100);
            row.Property(x => x.Type).IsExactText(engine, 100);
            row.Property(x => x.ObjectId).IsExactText(engine, 100);
            row.HasIndex(x => new { x.State, x.NextTryAtMicros });
        });
        model.Entity<DevStripeBehaviourRow>(row =>
        {
            row.ToTable("wallet_dev_stripe_behaviour");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
        });
    }
}
