using System.Text.Json.Nodes;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>The life of the double's PaymentIntents; each change records the events Stripe would send.</summary>
internal sealed class DevStripeIntents(WalletDbContext db, DevStripeNews news, SystemTime system)
{
    private static readonly Dictionary<string, (string Code, string? Decline)> Declines = new(StringComparer.Ordinal)
    {
        ["pm_card_chargeDeclined"] = ("card_declined", "generic_decline"),
        ["pm_card_visa_chargeDeclined"] = ("card_declined", "generic_decline"),
        ["pm_card_chargeDeclinedInsufficientFunds"] = ("card_declined", "insufficient_funds"),
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = ("card_declined", "insufficient_funds"),
        ["pm_card_chargeDeclinedExpiredCard"] = ("expired_card", null),
        ["pm_card_chargeDeclinedIncorrectCvc"] = ("incorrect_cvc", null),
    };

    private static readonly HashSet<string> Authenticated =
    [
        "pm_card_authenticationRequired",
        "pm_card_threeDSecure2Required",
    ];

    // Ids of the double's own for what in Stripe is a payment method made in the browser; each asks the client first.
    private static readonly Dictionary<string, string> Redirecting = new(StringComparer.Ordinal)
    {
        ["pm_paypal"] = "paypal",
        ["pm_afterpay_clearpay"] = "afterpay_clearpay",
        ["pm_klarna"] = "klarna",
    };

    private static readonly HashSet<string> Good =
    [
        "pm_card_visa",
        "pm_card_visa_debit",
        "pm_card_mastercard",
        "pm_card_amex",
        "pm_card_gb",
        "pm_link",
    ];

    /// <summary>Stripe's word for the kind of this payment method; null for one nobody made.</summary>
    public static string? TypeOf(string paymentMethod) =>
        Redirecting.GetValueOrDefault(paymentMethod)
        ?? (
            paymentMethod == "pm_link" ? "link"
            : Good.Contains(paymentMethod)
            || Authenticated.Contains(paymentMethod)
            || Declines.ContainsKey(paymentMethod)
                ? "card"
            : null
        );

    public DevStripeIntent Create(long amount, string currency, string captureMethod, JsonObject metadata)
    {
        var id = $"pi_{Ids.New():N}";
        var intent = new DevStripeIntent
        {
            Id = id,
            Amount = amount,
            Currency = currency,
            CaptureMethod = captureMethod,
            ClientSecret = $"{id}_secret_{Ids.New():N}",
            Metadata = metadata.ToJsonString(),
            CreatedAtMicros = system.NowMicros,
            Status = "requires_payment_method",
        };
        db.Add(intent);
        return intent;
    }

    public void Confirm(DevStripeIntent intent, string paymentMethod, DevStripeBehaviour behaviour)
    {
        intent.PaymentMethod = paymentMethod;
        if (behaviour.Decline is { } told)
        {
            Decline(intent, "card_declined", told, behaviour);
        }
        else if (Declines.TryGetValue(paymentMethod, out var decline))
        {
            Decline(intent, decline.Code, decline.Decline, behaviour);
        }
        else if (Authenticated.Contains(paymentMethod) || Redirecting.ContainsKey(paymentMethod))
        {
            Move(intent, "requires_action", behaviour);
        }
        else
        {
            Charge(intent, behaviour);
        }
    }

    /// <summary>The client passed the bank's question, or failed it.</summary>
    public void Authenticate(DevStripeIntent intent, bool passed, DevStripeBehaviour behaviour)
    {
        if (passed)
        {
            Charge(intent, behaviour);
        }
        else
        {
            Decline(intent, "payment_intent_authentication_failure", null, behaviour);
        }
    }

    public void Capture(DevStripeIntent intent, DevStripeBehaviour behaviour)
    {
        intent.CaptureBeforeMicros = null;
        Move(intent, "succeeded", behaviour);
    }

    public void Cancel(DevStripeIntent intent, string reason, DevStripeBehaviour behaviour)
    {
        intent.SettlesAtMicros = intent.CaptureBeforeMicros = null;
        intent.CancellationReason = reason;
        Move(intent, "canceled", behaviour);
    }

    /// <summary>A hold nobody captured in time lapses, and the payment with it.</summary>
    public void Lapse(DevStripeIntent intent, DevStripeBehaviour behaviour)
    {
        if (intent.CaptureBeforeMicros <= system.NowMicros)
        {
            Cancel(intent, "automatic", behaviour);
        }
    }

    /// <summary>A delayed payment comes through.</summary>
    public void Settle(DevStripeIntent intent, DevStripeBehaviour behaviour)
    {
        intent.SettlesAtMicros = null;
        var isHeld = intent.CaptureMethod == "manual";
        intent.CaptureBeforeMicros = isHeld ? system.NowMicros + HoldMicros(intent) : null;
        Move(intent, isHeld ? "requires_capture" : "succeeded", behaviour);
    }

    public DevStripeRefund Refund(DevStripeIntent intent, long amount, DevStripeBehaviour behaviour)
    {
        var refund = new DevStripeRefund
        {
            Id = $"re_{Ids.New():N}",
            IntentId = intent.Id,
            Amount = amount,
            CreatedAtMicros = system.NowMicros,
        };
        db.Add(refund);
        intent.Refunded += amount;
        news.Tell("refund.created", DevStripeJson.Refund(refund, intent), intent.Id, behaviour);
        return refund;
    }

    private static long HoldMicros(DevStripeIntent intent) =>
        (long)TimeSpan.FromDays(StripeRules.Methods[TypeOf(intent.PaymentMethod!)!].HoldDays).TotalMicroseconds;

    private void Charge(DevStripeIntent intent, DevStripeBehaviour behaviour)
    {
        intent.ErrorCode = intent.DeclineCode = null;
        if (behaviour.DelaySeconds > 0)
        {
            intent.SettlesAtMicros = system.NowMicros + (behaviour.DelaySeconds * 1_000_000L);
            Move(intent, "processing", behaviour);
            return;
        }

        Settle(intent, behaviour);
    }

    private void Decline(DevStripeIntent intent, string code, string? decline, DevStripeBehaviour behaviour)
    {
        intent.ErrorCode = code;
        intent.DeclineCode = decline;
        intent.Status = "requires_payment_method";
        news.Tell("payment_intent.payment_failed", DevStripeJson.Intent(intent), intent.Id, behaviour);
    }

    private void Move(DevStripeIntent intent, string status, DevStripeBehaviour behaviour)
    {
        intent.Status = status;
        var type = status == "requires_capture" ? "amount_capturable_updated" : status;
        news.Tell($"payment_intent.{type}", DevStripeJson.Intent(intent), intent.Id, behaviour);
    }
}
