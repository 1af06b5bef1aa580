using System.Globalization;
using System.Text;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>
/// Text as banks take it (the SEPA Latin set): Łódź becomes Lodz, Þór Thor, Nguyễn Nguyen. What has no Latin
/// counterpart becomes a full stop, so that nothing is dropped unseen.
/// </summary>
internal static class LatinText
{
    private const string Allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";

    // Letters that do not come apart into a base letter and its accents.
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['ł'] = "l",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ß'] = "ss",
        ['ı'] = "i",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ŋ'] = "n",
        ['ə'] = "e",
        ['ƒ'] = "f",
        ['ĸ'] = "k",
        ['&'] = "+",
        ['’'] = "'",
        ['‘'] = "'",
        ['ʼ'] = "'",
        ['ʻ'] = "'",
        ['`'] = "'",
        ['´'] = "'",
        ['"'] = "'",
        ['“'] = "'",
        ['”'] = "'",
        ['–'] = "-",
        ['—'] = "-",
        ['‐'] = "-",
        ['‑'] = "-",
        ['_'] = "-",
        [';'] = ",",
        ['['] = "(",
        [']'] = ")",
        ['{'] = "(",
        ['}'] = ")",
    };

    /// <summary>The text in Latin letters, spaces folded, at most so long.</summary>
    public static string Of(string text, int longest)
    {
        var latin = new StringBuilder(text.Length);
        var decomposed = text.Normalize(NormalizationForm.FormD);
        for (var i = 0; i < decomposed.Length; i++)
        {
            Append(latin, decomposed, i);
        }

        return latin.Length > longest ? latin.ToString(0, longest).TrimEnd() : latin.ToString().TrimEnd();
    }

    /// <summary>True when every letter has a Latin counterpart and there is one at all: a bank can read it.</summary>
    public static bool CanWrite(string text)
    {
        var decomposed = text.Normalize(NormalizationForm.FormD);
        return decomposed.Any(char.IsLetter)
            && decomposed.All(c =>
                !char.IsLetter(c) || char.IsAsciiLetter(c) || Letters.ContainsKey(char.ToLowerInvariant(c))
            );
    }

    private static void Append(StringBuilder latin, string text, int i)
    {
        var c = text[i];
        if (Allowed.Contains(c) && c != ' ')
        {
            latin.Append(c);
        }
        else if (char.IsWhiteSpace(c))
        {
            // One space between words, none in front.
            if (latin.Length > 0 && latin[^1] != ' ')
            {
                latin.Append(' ');
            }
        }
        else if (Letters.TryGetValue(char.ToLowerInvariant(c), out var letters))
        {
            latin.Append(char.IsUpper(c) ? Upper(letters, text, i) : letters);
        }
        else if (!IsMark(c) && !char.IsLowSurrogate(c))
        {
            latin.Append('.');
        }
    }

    // ÞÓR is THOR and Þór is Thor.
    private static string Upper(string letters, string text, int i)
    {
        var next = text.AsSpan(i + 1).TrimStart("\u0300\u0301\u0302\u0303\u0308\u0323");
        var shouted = next.Length > 0 && char.IsUpper(next[0]);
        return shouted ? letters.ToUpperInvariant() : char.ToUpperInvariant(letters[0]) + letters[1..];
    }

    private static bool IsMark(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.Format
                or UnicodeCategory.ModifierSymbol;
}
