using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>
/// Money as Stripe counts it: in minor units as we do, but for the króna, which Stripe writes in hundredths though it
/// has none. What Stripe would refuse is refused here first, in words for the person who pays.
/// </summary>
internal static class StripeAmounts
{
    /// <summary>Why Stripe takes no payment of this; null when it does.</summary>
    public static Error? Refusal(Money money)
    {
        if (!StripeRules.Currencies.TryGetValue(money.Currency.Code, out var rules))
        {
            return TopUpErrors.CurrencyNotOffered(money.Currency.Code);
        }

        var (factor, amount) = (Factor(money.Currency, rules), Scaled(money, rules));
        if (amount < rules.Least || amount > rules.Most)
        {
            return TopUpErrors.OutOfRange(
                new(checked((rules.Least + factor - 1) / factor), money.Currency),
                new(rules.Most / factor, money.Currency)
            );
        }

        return amount % rules.Step == 0
            ? null
            : TopUpErrors.NotRound(new(money.Minor / rules.Step * rules.Step, money.Currency));
    }

    /// <summary>In Stripe's units; throws for what <see cref="Refusal"/> refuses.</summary>
    public static long ToStripe(Money money) =>
        Refusal(money) is { } refused
            ? throw new ArgumentException(refused.Message, nameof(money))
            : (long)Scaled(money, StripeRules.Currencies[money.Currency.Code]);

    /// <summary>In our units; null for a currency we do not deal in, or for parts of what has none.</summary>
    public static Money? FromStripe(long amount, string? currency)
    {
        if (
            !Currency.TryParse(currency?.ToUpperInvariant(), out var known)
            || !StripeRules.Currencies.TryGetValue(known.Code, out var rules)
        )
        {
            return null;
        }

        var factor = Factor(known, rules);
        return amount % factor == 0 ? new Money(amount / factor, known) : null;
    }

    private static decimal Scaled(Money money, StripeCurrency rules) =>
        (decimal)money.Minor * Factor(money.Currency, rules);

    private static long Factor(Currency currency, StripeCurrency rules)
    {
        var factor = 1L;
        for (var i = currency.Exponent; i < rules.Decimals; i++)
        {
            factor *= 10;
        }

        return factor;
    }
}
