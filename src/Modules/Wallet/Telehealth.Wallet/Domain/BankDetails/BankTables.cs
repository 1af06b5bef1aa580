using System.Collections.Frozen;

namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>A country of the IBAN registry.</summary>
/// <param name="Code">The two letters its IBANs begin with.</param>
/// <param name="Classes">What may stand at each place after the check digits: <c>n</c>, <c>a</c> or <c>c</c>.</param>
/// <param name="Territories">Other countries whose banks use this code.</param>
internal sealed record IbanCountry(string Code, string Classes, IReadOnlyList<string> Territories)
{
    /// <summary>How long its IBANs are, code and check digits included.</summary>
    public int Length => Classes.Length + 4;

    /// <summary>True when a bank of that country, by its BIC, may keep an account with this country's IBAN.</summary>
    public bool HasBanksOf(string country) => country == Code || Territories.Contains(country);
}

/// <summary>
/// The public lists bank details are checked against. Each is a file beside this one whose first lines say where it is
/// from and of which date; a newer list is a newer file.
/// </summary>
internal static class BankTables
{
    /// <summary>The IBAN registry (ISO 13616), by country.</summary>
    public static readonly FrozenDictionary<string, IbanCountry> Ibans = Lines("iban-registry.txt")
        .Select(x => x.Split(' '))
        .Select(x => new IbanCountry(x[0], ClassesOf(x[1]), x[2..]))
        .ToFrozenDictionary(x => x.Code);

    /// <summary>Whose IBANs a SEPA credit transfer reaches.</summary>
    public static readonly FrozenSet<string> Sepa = Lines("sepa-countries.txt").ToFrozenSet();

    /// <summary>Countries by ISO 3166 code, with their English names.</summary>
    public static readonly FrozenDictionary<string, string> Countries = Lines("countries.txt")
        .ToFrozenDictionary(x => x[..2], x => x[3..]);

    // "4!a6!n" is aaaannnnnn.
    private static string ClassesOf(string structure)
    {
        var (classes, count) = ("", 0);
        foreach (var x in structure)
        {
            (classes, count) = x switch
            {
                '!' => (classes, count),
                _ when char.IsAsciiDigit(x) => (classes, (count * 10) + x - '0'),
                _ => (classes + new string(x, count), 0),
            };
        }

        return classes;
    }

    private static List<string> Lines(string name)
    {
        using var text = new StreamReader(typeof(BankTables).Assembly.GetManifestResourceStream(name)!);
        return [.. text.ReadToEnd().Split('\n').Select(x => x.TrimEnd()).Where(x => x.Length > 0 && x[0] != '#')];
    }
}
