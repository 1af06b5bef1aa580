using System.Globalization;

namespace Telehealth.BuildingBlocks;

/// <summary>An exact amount in minor units of one currency. Arithmetic is checked; currencies never mix.</summary>
/// <param name="Minor">The amount in minor units (pence, cents; whole units for VND and ISK).</param>
/// <param name="Currency">The currency.</param>
public readonly record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    /// <summary>Pounds sterling, in pence.</summary>
    public static Money Gbp(long pence) => new(pence, Currency.Gbp);

    /// <summary>Nothing, in this currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>True when below zero.</summary>
    public bool IsNegative => Minor < 0;

    /// <summary>True when nothing.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>The sum; throws on mixed currencies and on overflow.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Minor + b.Same(a).Minor), a.Currency);

    /// <summary>The difference; throws on mixed currencies and on overflow.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - b.Same(a).Minor), a.Currency);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money a) => new(checked(-a.Minor), a.Currency);

    /// <summary>The amount so many times.</summary>
    public static Money operator *(Money a, long times) => new(checked(a.Minor * times), a.Currency);

    /// <summary>Less than.</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>More than.</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Less than or the same.</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>More than or the same.</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(other.Same(this).Minor);

    /// <summary>
    /// A share in basis points (2000 = 20 %), rounded half away from zero to the minor unit.
    /// </summary>
    public Money Share(int basisPoints)
    {
        var product = (Int128)Minor * basisPoints;
        var half = product >= 0 ? 5_000 : -5_000;
        return new(checked((long)((product + half) / 10_000)), Currency);
    }

    /// <summary>
    /// Splits by weights so that the parts always add up: the largest remainder gets the left-over minor unit, the
    /// earlier part on a tie.
    /// </summary>
    /// <param name="weights">At least one, none negative, not all zero.</param>
    public Money[] Split(params ReadOnlySpan<long> weights)
    {
        Int128 total = 0;
        foreach (var weight in weights)
        {
            total += weight >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weights));
        }

        if (total == 0)
        {
            throw new ArgumentException("Not all weights may be zero.", nameof(weights));
        }

        var sign = Minor < 0 ? -1 : 1;
        var amount = Int128.Abs(Minor);
        var parts = new long[weights.Length];
        var remainders = new (Int128 Remainder, int Index)[weights.Length];
        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = amount * weights[i];
            parts[i] = (long)(product / total);
            remainders[i] = (product % total, i);
            left -= parts[i];
        }

        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
        {
            parts[index]++;
        }

        var currency = Currency;
        return Array.ConvertAll(parts, part => new Money(part * sign, currency));
    }

    /// <summary>The amount as a decimal number of major units: 6500 GBP is 65.00.</summary>
    public decimal ToDecimal() => new decimal(Minor) / Pow10(Currency.Exponent);

    /// <summary>Code and exact digits, as in <c>GBP 65.00</c> or <c>VND 450000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency} {ToPlainString()}");

    /// <summary>The digits alone, with a point and a minus: <c>-65.00</c>.</summary>
    public string ToPlainString() =>
        ToDecimal()
            .ToString("F" + Currency.Exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static decimal Pow10(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private Money Same(Money other) =>
        Currency == other.Currency
            ? this
            : throw new InvalidOperationException($"{Currency} and {other.Currency} do not mix.");
}

/// <summary>Session credits of a hub or package visits: a commodity of their own, never money.</summary>
/// <param name="Units">How many; one credit is one session (HUB-04).</param>
public readonly record struct Credits(long Units)
{
    /// <summary>The sum.</summary>
    public static Credits operator +(Credits a, Credits b) => new(checked(a.Units + b.Units));

    /// <summary>The difference.</summary>
    public static Credits operator -(Credits a, Credits b) => new(checked(a.Units - b.Units));
}
