using System.Collections.Frozen;
using System.Globalization;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>What Stripe takes in a currency, in its own units.</summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="Decimals">How many Stripe writes, which is not always how many there are.</param>
/// <param name="Step">What an amount is a multiple of.</param>
/// <param name="Least">The least of one payment.</param>
/// <param name="Most">The most of one payment.</param>
internal sealed record StripeCurrency(string Code, int Decimals, long Step, long Least, long Most);

/// <summary>A way to pay.</summary>
/// <param name="Type">Stripe's word.</param>
/// <param name="HoldDays">How long its money can be held before it is captured.</param>
/// <param name="Currencies">What it takes; null for everything.</param>
internal sealed record StripeMethod(string Type, int HoldDays, FrozenSet<string>? Currencies)
{
    public bool Takes(string currency) => Currencies?.Contains(currency) != false;
}

/// <summary>
/// Stripe's published rules as tables. Our door asks them before anything is sent, and the development double refuses
/// by them, so that what works here works there.
/// </summary>
internal static class StripeRules
{
    /// <summary>How long Stripe knows an idempotency key; afterwards the same key is a new request.</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <summary>The longest idempotency key.</summary>
    public const int LongestKey = 255;

    public static readonly FrozenDictionary<string, StripeCurrency> Currencies = Rows("stripe-currencies.txt")
        .Select(x => new StripeCurrency(x[0], (int)Number(x[1]), Number(x[2]), Number(x[3]), Number(x[4])))
        .ToFrozenDictionary(x => x.Code);

    public static readonly FrozenDictionary<string, StripeMethod> Methods = Rows("stripe-methods.txt")
        .Select(x => new StripeMethod(x[0], (int)Number(x[1]), x[2] == "*" ? null : x[2..].ToFrozenSet()))
        .ToFrozenDictionary(x => x.Type);

    private static long Number(string word) => long.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);

    private static List<string[]> Rows(string name)
    {
        using var text = new StreamReader(typeof(StripeRules).Assembly.GetManifestResourceStream(name)!);
        return
        [
            .. text.ReadToEnd()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(x => x[0] != '#')
                .Select(x => x.Split(' ')),
        ];
    }
}
