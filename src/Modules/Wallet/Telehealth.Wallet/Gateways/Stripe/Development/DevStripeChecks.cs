using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>What Stripe refuses of a request before it does anything (<see cref="StripeRules"/>).</summary>
internal static class DevStripeChecks
{
    /// <summary>The amount of a new payment, or why Stripe takes none such.</summary>
    public static DevStripeReply? Amount(string text, string currency, out long amount)
    {
        if (Whole(text, out amount) is { } wrong)
        {
            return wrong;
        }

        // Small letters only, as Stripe asks for.
        if (currency.Any(char.IsAsciiLetterUpper) || RulesOf(currency) is not { } rules)
        {
            return DevStripeReply.Invalid("invalid_currency", $"Invalid currency: {currency}.");
        }

        if (amount < rules.Least)
        {
            return DevStripeReply.Invalid("amount_too_small", $"Amount must be at least {rules.Least} {currency}.");
        }

        return amount > rules.Most
            ? DevStripeReply.Invalid("amount_too_large", $"Amount must be no more than {rules.Most} {currency}.")
            : Step(amount, rules);
    }

    /// <summary>The amount of a refund, which has no least.</summary>
    public static DevStripeReply? Refund(string text, string currency, out long amount) =>
        Whole(text, out amount) ?? Step(amount, RulesOf(currency)!);

    /// <summary>Why a payment in this currency cannot be paid by these; null when it can.</summary>
    public static DevStripeReply? Methods(string? paymentMethod, IEnumerable<string> types, string currency)
    {
        var code = currency.ToUpperInvariant();
        var wanted = types.ToList();
        if (wanted.Find(x => !StripeRules.Methods.ContainsKey(x)) is { } unknown)
        {
            return DevStripeReply.Invalid(
                "payment_method_invalid_parameter",
                $"Unknown payment method type {unknown}."
            );
        }

        if (wanted.Find(x => !StripeRules.Methods[x].Takes(code)) is { } other)
        {
            return Mismatch(other, currency);
        }

        if (string.IsNullOrEmpty(paymentMethod))
        {
            return null;
        }

        return DevStripeIntents.TypeOf(paymentMethod) is not { } type
                ? DevStripeReply.Invalid("resource_missing", $"No such PaymentMethod: '{paymentMethod}'")
            : !StripeRules.Methods[type].Takes(code) || (wanted.Count > 0 && !wanted.Contains(type))
                ? Mismatch(type, currency)
            : null;
    }

    private static DevStripeReply? Whole(string text, out long amount) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out amount) && amount > 0
            ? null
            : DevStripeReply.Invalid("parameter_invalid_integer", $"Invalid integer: {text}");

    private static DevStripeReply? Step(long amount, StripeCurrency rules) =>
        amount % rules.Step == 0
            ? null
            : DevStripeReply.Invalid(
                "parameter_invalid_integer",
                $"Amounts in {rules.Code} must be evenly divisible by {rules.Step}."
            );

    private static StripeCurrency? RulesOf(string currency) =>
        StripeRules.Currencies.GetValueOrDefault(currency.ToUpperInvariant());

    private static DevStripeReply Mismatch(string type, string currency) =>
        DevStripeReply.Invalid(
            "payment_intent_incompatible_payment_method",
            $"The currency {currency} is not supported by the payment method type {type}."
        );
}
