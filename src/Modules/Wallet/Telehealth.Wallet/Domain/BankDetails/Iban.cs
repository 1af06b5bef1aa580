using System.Collections.Frozen;

namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>Whether a text is an IBAN: the length of its country, and remainder 1 of 97 (ISO 13616).</summary>
internal static class Iban
{
    private const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
        + "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
        + "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
        + "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
        + "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private static readonly FrozenDictionary<string, int> LengthOf = Lengths
        .Split(' ')
        .ToFrozenDictionary(x => x[..2], x => int.Parse(x[2..], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>True for an IBAN without spaces, in capitals.</summary>
    public static bool IsValid(string iban) =>
        iban.Length > 4
        && LengthOf.TryGetValue(iban[..2], out var length)
        && iban.Length == length
        && iban.All(x => char.IsAsciiDigit(x) || char.IsAsciiLetterUpper(x))
        && char.IsAsciiDigit(iban[2])
        && char.IsAsciiDigit(iban[3])
        && Remainder(iban[4..] + iban[..4]) == 1;

    /// <summary>The sort code and account number inside a British IBAN; null for any other.</summary>
    public static (string SortCode, string Account)? UkParts(string iban) =>
        iban.StartsWith("GB", StringComparison.Ordinal) ? (iban[8..14], iban[14..]) : null;

    private static int Remainder(string moved) =>
        moved.Aggregate(
            0,
            (rest, x) => char.IsAsciiDigit(x) ? ((rest * 10) + x - '0') % 97 : ((rest * 100) + x - 'A' + 10) % 97
        );
}
