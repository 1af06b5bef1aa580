using System.Globalization;
using System.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>
/// Text as banks take it (the SEPA Latin set): Łódź becomes Lodz, Þór Thor, by <see cref="LetterFolding"/>. What has
/// no Latin counterpart becomes a full stop, so that nothing is dropped unseen.
/// </summary>
internal static class LatinText
{
    private const string Allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";

    // Signs that files and searches may keep and the set of the banks lacks.
    private static readonly Dictionary<char, char> Signs = new()
    {
        ['&'] = '+',
        ['"'] = '\'',
        ['_'] = '-',
        [';'] = ',',
        ['['] = '(',
        [']'] = ')',
        ['{'] = '(',
        ['}'] = ')',
    };

    /// <summary>The text in Latin letters, spaces folded, at most so long.</summary>
    public static string Of(string text, int longest)
    {
        var latin = new StringBuilder(text.Length);
        foreach (var rune in LetterFolding.Latin(text).EnumerateRunes())
        {
            Append(latin, rune);
        }

        return latin.Length > longest ? latin.ToString(0, longest).TrimEnd() : latin.ToString().TrimEnd();
    }

    /// <summary>True when every sign has a Latin counterpart and there is a letter: a bank can read it.</summary>
    public static bool CanWrite(string text)
    {
        var latin = LetterFolding.Latin(text);
        return latin.Any(char.IsAsciiLetter)
            && latin.EnumerateRunes().All(x => Rune.IsWhiteSpace(x) || IsModifier(x) || Counterpart(x) is not null);
    }

    private static void Append(StringBuilder latin, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            // One space between words, none in front.
            if (latin.Length > 0 && latin[^1] != ' ')
            {
                latin.Append(' ');
            }
        }
        else if (Counterpart(rune) is { } allowed)
        {
            latin.Append(allowed);
        }
        else if (!IsModifier(rune))
        {
            latin.Append('.');
        }
    }

    private static char? Counterpart(Rune rune)
    {
        var sign = rune.IsBmp ? (char)rune.Value : ' ';
        return sign == ' ' ? null
            : Allowed.Contains(sign) ? sign
            : Signs.TryGetValue(sign, out var other) ? other
            : null;
    }

    private static bool IsModifier(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierSymbol;
}
