using System.Text.RegularExpressions;

namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>Whether a text is a BIC (ISO 9362): its shape, and a country that exists.</summary>
internal static partial class Bic
{
    /// <summary>True for a BIC without spaces, in capitals.</summary>
    public static bool IsValid(string bic) => Shape().IsMatch(bic) && BankTables.Countries.ContainsKey(CountryOf(bic));

    /// <summary>The country the bank is in.</summary>
    public static string CountryOf(string bic) => bic[4..6];

    [GeneratedRegex(@"\A[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\z")]
    private static partial Regex Shape();
}
