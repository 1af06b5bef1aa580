using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>
/// Stripe counts ISK in hundredths though the króna has none (ISO 4217); all else in minor units as we do.
/// </summary>
internal static class StripeAmounts
{
    public static long ToStripe(Money money) => checked(money.Minor * Factor(money.Currency));

    public static Money FromStripe(long amount, string currency)
    {
        var known = Currency.Of(currency.ToUpperInvariant());
        return new(amount / Factor(known), known);
    }

    private static long Factor(Currency currency) => currency.Code == "ISK" ? 100 : 1;
}
