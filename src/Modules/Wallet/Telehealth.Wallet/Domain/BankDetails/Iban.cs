namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>
/// Whether a text is an IBAN (ISO 13616): a country of the registry, its length, digits and letters where its accounts
/// have them, check digits 02 to 98, and remainder 1 of 97.
/// </summary>
internal static class Iban
{
    /// <summary>True for an IBAN without spaces, in capitals.</summary>
    public static bool IsValid(string iban) => Fault(iban) is null;

    /// <summary>What is wrong with it, for the person who typed it; null when nothing is.</summary>
    public static string? Fault(string iban)
    {
        if (iban.Length < 4 || !BankTables.Ibans.TryGetValue(iban[..2], out var country))
        {
            return "An IBAN begins with the two letters of a country that has IBANs, such as GB or DE.";
        }

        if (iban.Length != country.Length)
        {
            return $"An IBAN of {country.Code} has {country.Length} letters and digits; this one has {iban.Length}.";
        }

        return HasStructure(iban[4..], country) && HasCheckDigits(iban)
            ? null
            : "This is not an IBAN, or a digit of it is wrong. Please compare it with your bank's.";
    }

    /// <summary>The sort code and account number inside a British IBAN; null for any other.</summary>
    public static (string SortCode, string Account)? UkParts(string iban) =>
        iban.Length == 22 && iban.StartsWith("GB", StringComparison.Ordinal) ? (iban[8..14], iban[14..]) : null;

    private static bool HasStructure(string account, IbanCountry country) =>
        account
            .Zip(country.Classes)
            .All(x =>
                (char.IsAsciiDigit(x.First) && x.Second != 'a') || (char.IsAsciiLetterUpper(x.First) && x.Second != 'n')
            );

    // 00, 01 and 99 leave the remainder of 97, 98 and 02, and are never given.
    private static bool HasCheckDigits(string iban) =>
        char.IsAsciiDigit(iban[2])
        && char.IsAsciiDigit(iban[3])
        && ((iban[2] - '0') * 10) + iban[3] - '0' is >= 2 and <= 98
        && Remainder(iban[4..] + iban[..4]) == 1;

    private static int Remainder(string moved) =>
        moved.Aggregate(
            0,
            (rest, x) => char.IsAsciiDigit(x) ? ((rest * 10) + x - '0') % 97 : ((rest * 100) + x - 'A' + 10) % 97
        );
}
