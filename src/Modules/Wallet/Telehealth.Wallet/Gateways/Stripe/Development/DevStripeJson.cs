using System.Text.Json.Nodes;
using Stripe;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>Stripe's JSON shapes, as far as Stripe.net and we read them.</summary>
internal static class DevStripeJson
{
    public static JsonObject Intent(DevStripeIntent x) =>
        new()
        {
            ["id"] = x.Id,
            ["object"] = "payment_intent",
            ["amount"] = x.Amount,
            ["amount_capturable"] = x.Status == "requires_capture" ? x.Amount : 0,
            ["amount_received"] = x.Status == "succeeded" ? x.Amount : 0,
            ["cancellation_reason"] = x.CancellationReason,
            ["capture_method"] = x.CaptureMethod,
            ["client_secret"] = x.ClientSecret,
            ["created"] = x.CreatedAtMicros / 1_000_000,
            ["currency"] = x.Currency,
            ["last_payment_error"] = x.ErrorCode is null ? null : CardError(x, withIntent: false),
            ["livemode"] = false,
            ["metadata"] = JsonNode.Parse(x.Metadata),
            ["next_action"] = NextAction(x),
            ["payment_method"] = x.PaymentMethod,
            ["payment_method_types"] = new JsonArray(
                x.PaymentMethod is null ? "card" : DevStripeIntents.TypeOf(x.PaymentMethod)
            ),
            ["status"] = x.Status,
        };

    public static JsonObject Refund(DevStripeRefund x, DevStripeIntent intent) =>
        new()
        {
            ["id"] = x.Id,
            ["object"] = "refund",
            ["amount"] = x.Amount,
            ["created"] = x.CreatedAtMicros / 1_000_000,
            ["currency"] = intent.Currency,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = x.IntentId,
            ["status"] = "succeeded",
        };

    public static JsonObject Payout(DevStripePayout x) =>
        new()
        {
            ["id"] = x.Id,
            ["object"] = "payout",
            ["amount"] = x.Amount,
            ["automatic"] = true,
            ["created"] = x.CreatedAtMicros / 1_000_000,
            ["currency"] = x.Currency,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["status"] = x.Status,
            ["type"] = "bank_account",
        };

    /// <summary>One payment inside a payout, and what Stripe kept of it.</summary>
    public static JsonObject BalanceTransaction(DevStripeIntent x) =>
        new()
        {
            ["id"] = $"txn_{x.Id}",
            ["object"] = "balance_transaction",
            ["amount"] = x.Amount - x.Refunded,
            ["currency"] = x.Currency,
            ["fee"] = DevStripePayouts.Fee(x),
            ["net"] = x.Amount - x.Refunded - DevStripePayouts.Fee(x),
            ["type"] = "charge",
        };

    public static JsonObject List(string url, IEnumerable<JsonObject> items) =>
        new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. items]),
            ["has_more"] = false,
            ["url"] = url,
        };

    public static JsonObject Event(string id, string type, JsonObject subject, long nowMicros) =>
        new()
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = StripeConfiguration.ApiVersion,
            ["created"] = nowMicros / 1_000_000,
            ["data"] = new JsonObject { ["object"] = subject },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };

    public static JsonObject Error(string type, string code, string message) =>
        new()
        {
            ["error"] = new JsonObject
            {
                ["type"] = type,
                ["code"] = code,
                ["message"] = message,
            },
        };

    public static JsonObject Declined(DevStripeIntent x) => new() { ["error"] = CardError(x, withIntent: true) };

    private static JsonObject CardError(DevStripeIntent x, bool withIntent)
    {
        var error = new JsonObject
        {
            ["type"] = "card_error",
            ["code"] = x.ErrorCode,
            ["decline_code"] = x.DeclineCode,
            ["message"] = "Your card was declined.",
        };
        if (withIntent)
        {
            error["payment_intent"] = Intent(x);
        }

        return error;
    }

    private static JsonObject? NextAction(DevStripeIntent x) =>
        x.Status == "requires_action"
            ? new JsonObject
            {
                ["type"] = "redirect_to_url",
                ["redirect_to_url"] = new JsonObject
                {
                    ["return_url"] = x.ReturnUrl,
                    ["url"] = $"/dev/stripe/authenticate/{x.Id}",
                },
            }
            : null;
}
