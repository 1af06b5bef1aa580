using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Templates;

/// <summary>Dates and amounts as documents write them; the same on every machine.</summary>
internal static class Wording
{
    private static readonly LocalDatePattern Long = LocalDatePattern.CreateWithInvariantCulture("d MMMM yyyy");

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["GBP"] = "£",
        ["EUR"] = "€",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["USD"] = "$",
    };

    /// <summary>2027-01-14 is <c>14 January 2027</c>.</summary>
    public static string Date(string iso) => Long.Format(LocalDatePattern.Iso.Parse(iso).Value);

    /// <summary>Digits with thousands apart: <c>1,234.50</c>.</summary>
    public static string Digits(long minor, string currency)
    {
        var money = new Money(minor, Currency.Of(currency));
        var format = "N" + money.Currency.Exponent.ToString(CultureInfo.InvariantCulture);
        return money.ToDecimal().ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>With its sign or code: <c>£65.00</c>, <c>PLN 220.00</c>.</summary>
    public static string Amount(long minor, string currency)
    {
        var sign = Signs.GetValueOrDefault(currency, currency + "\u00a0");
        return minor < 0 ? $"-{sign}{Digits(-minor, currency)}" : sign + Digits(minor, currency);
    }
}
