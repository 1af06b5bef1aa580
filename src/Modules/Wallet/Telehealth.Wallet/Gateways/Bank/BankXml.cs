using System.Globalization;
using System.Xml.Linq;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>Walks an ISO 20022 message by local names: the versions differ in their namespace.</summary>
internal static class BankXml
{
    public static XElement? At(this XElement element, string path)
    {
        XElement? found = element;
        foreach (var name in path.Split('/'))
        {
            found = found?.Elements().FirstOrDefault(x => x.Name.LocalName == name);
        }

        return found;
    }

    public static string? Text(this XElement element, string path) => element.At(path)?.Value.Trim();

    public static IEnumerable<XElement> All(this XElement element, string name) =>
        element.Elements().Where(x => x.Name.LocalName == name);

    /// <summary>
    /// The amount of an element with <c>@Ccy</c>; null when it is no exact amount the platform deals in.
    /// </summary>
    public static Money? Amount(this XElement? element)
    {
        if (element is null || !Currency.TryParse(element.Attribute("Ccy")?.Value, out var currency))
        {
            return null;
        }

        var minor = element.Number();
        for (var i = 0; i < currency.Exponent; i++)
        {
            minor *= 10;
        }

        return minor == decimal.Truncate(minor) && minor <= long.MaxValue ? new Money((long)minor, currency) : null;
    }

    // The schema has seen to it that it is one.
    public static decimal Number(this XElement element) =>
        decimal.Parse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
}
