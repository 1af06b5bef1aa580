using System.Text.Json;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>
/// What a webhook's body tells: that something changed, and what to ask Stripe about. Everything else in it is checked
/// to be sane and then left alone, for an event may be old. A body that is no event is refused with what is odd in it.
/// </summary>
internal sealed partial record StripeMessage(string Id, string Type, string? PaymentIntentId, string? PayoutId)
{
    private const int DeepestNesting = 64;

    // Twelve digits, and the last second of the year 9999.
    private const long LargestAmount = 999_999_999_999;
    private const long LastSecond = 253_402_300_799;

    private static readonly string[] Amounts = ["amount", "amount_received", "amount_capturable", "amount_refunded"];

    public static Result<StripeMessage> Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Also a text whose escapes are no letters.
            return Odd("It is no JSON, or it is nested too deep.");
        }
    }

    private static Result<StripeMessage> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Odd("There is no object where the event should be.");
        }

        if (Text(root, "id") is not { } id || !EventId().IsMatch(id))
        {
            return Odd("The event has no id.");
        }

        if (Text(root, "type") is not { } type || !EventType().IsMatch(type))
        {
            return Odd("The event has no type.");
        }

        if (!IsWholeOrAbsent(root, "created", 0, LastSecond))
        {
            return Odd("The event was created at no time there is.");
        }

        return Object(root, "data") is { } data && Object(data, "object") is { } subject
            ? OfSubject(id, type, subject)
            : Odd("The event says nothing of what it is about.");
    }

    private static Result<StripeMessage> OfSubject(string id, string type, JsonElement subject)
    {
        var kind = Text(subject, "object");
        var isPayment = kind == "payment_intent" || type.StartsWith("payment_intent.", StringComparison.Ordinal);
        var isPayout = !isPayment && (kind == "payout" || type.StartsWith("payout.", StringComparison.Ordinal));
        if (!isPayment && !isPayout)
        {
            return new StripeMessage(id, type, null, null);
        }

        if (kind != (isPayment ? "payment_intent" : "payout"))
        {
            return Odd("The event is about something else than its type says.");
        }

        if (Text(subject, "id") is not { } about || !ObjectId().IsMatch(about))
        {
            return Odd("What the event is about has no id.");
        }

        // Stripe draws a payout of less than nothing from our bank; a payment is never less.
        var least = isPayout ? -LargestAmount : 0;
        if (!Amounts.All(x => IsWholeOrAbsent(subject, x, least, LargestAmount)))
        {
            return Odd("An amount in it is no amount.");
        }

        return new StripeMessage(id, type, isPayment ? about : null, isPayout ? about : null);
    }

    private static bool IsWholeOrAbsent(JsonElement element, string name, long least, long most) =>
        !element.TryGetProperty(name, out var value)
        || value.ValueKind == JsonValueKind.Null
        || (
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            && number >= least
            && number <= most
        );

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement? Object(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static Error Odd(string why) => Error.Invalid("wallet.webhook-body", "body", why);

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,255}\z")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\A[a-z0-9_.]{1,100}\z")]
    private static partial Regex EventType();

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,100}\z")]
    private static partial Regex ObjectId();
}
