using System.Globalization;
using Telehealth.BuildingBlocks;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>Money as people read it: exact, grouped, with its currency and a true minus.</summary>
public static class MoneyText
{
    /// <summary>As in <c>£1,250.00</c>, <c>−€3.50</c> or <c>PLN 120.00</c>; nothing breaks inside.</summary>
    public static string Of(Money money)
    {
        var digits = Math.Abs(money.ToDecimal())
            .ToString(
                "N" + money.Currency.Exponent.ToString(CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            );
        var sign = money.IsNegative ? "\u2212" : "";
        return money.Currency.Code switch
        {
            "GBP" => $"{sign}£{digits}",
            "EUR" => $"{sign}€{digits}",
            // A dollar or a crown is of many countries: their code says which.
            var code => $"{sign}{code}\u00a0{digits}",
        };
    }
}
