using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Telehealth.BuildingBlocks;

/// <summary>
/// How letters are written with fewer of them: Łódź as Lodz, Þórdís as Thordis, D’Arcy as D'Arcy. The one table for
/// finding names, for what banks read, and for names of files; each of them then takes the characters it allows.
/// </summary>
public static class LetterFolding
{
    // Letters that do not come apart into a base letter and its accents, and signs that have a plainer twin.
    private static readonly FrozenDictionary<char, string> Plainer = new Dictionary<char, string>
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
        ['ȷ'] = "j",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ŋ'] = "n",
        ['ə'] = "e",
        ['ǝ'] = "e",
        ['ɛ'] = "e",
        ['ɔ'] = "o",
        ['ƒ'] = "f",
        ['ĸ'] = "k",
        ['ƀ'] = "b",
        ['ɓ'] = "b",
        ['ɖ'] = "d",
        ['ɗ'] = "d",
        ['ǥ'] = "g",
        ['ɣ'] = "g",
        ['ɨ'] = "i",
        ['ƙ'] = "k",
        ['ɲ'] = "n",
        ['ŀ'] = "l",
        ['ƚ'] = "l",
        ['ʉ'] = "u",
        ['ƴ'] = "y",
        ['ƶ'] = "z",
        ['’'] = "'",
        ['‘'] = "'",
        ['‚'] = "'",
        ['‛'] = "'",
        ['′'] = "'",
        ['ʼ'] = "'",
        ['ʻ'] = "'",
        ['ʹ'] = "'",
        ['ʾ'] = "'",
        ['ʿ'] = "'",
        ['‹'] = "'",
        ['›'] = "'",
        ['`'] = "'",
        ['´'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['‟'] = "\"",
        ['«'] = "\"",
        ['»'] = "\"",
        ['‐'] = "-",
        ['‑'] = "-",
        ['‒'] = "-",
        ['–'] = "-",
        ['—'] = "-",
        ['―'] = "-",
        ['−'] = "-",
        ['⁄'] = "/",
        ['·'] = ".",
    }.ToFrozenDictionary();

    /// <summary>
    /// The text in plain Latin letters and signs as far as there are such; what has none, such as 王, stays as it is.
    /// Capitals stay capitals: Þór is Thor and ÞÓR is THOR. Folding it again changes nothing.
    /// </summary>
    public static string Latin(string text)
    {
        var latin = new StringBuilder(text.Length);
        Append(latin, Apart(text, NormalizationForm.FormD));
        return latin.ToString();
    }

    /// <summary>
    /// What names are found by: small letters and digits, one blank between words. An apostrophe parts nothing and a
    /// hyphen is a blank, so that <c>darcy</c>, <c>d'arcy</c> and <c>D’Arcy</c> are one, as are <c>Anna-Maria</c> and
    /// <c>anna maria</c>. Folding it again changes nothing.
    /// </summary>
    public static string Search(string text)
    {
        var found = new StringBuilder(text.Length);
        foreach (var rune in Latin(text).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark)
            {
                found.Append(rune.ToString());
            }
            else if (rune.Value is not ('\'' or '"') && found.Length > 0 && found[^1] != ' ')
            {
                found.Append(' ');
            }
        }

        return found.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// A file's name that every system can keep and every header carry: A–Z, a–z, 0–9, full stop, hyphen and low line;
    /// never empty, never beginning or ending with a sign.
    /// </summary>
    public static string FileName(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var letter in Latin(text))
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_')
            {
                name.Append(letter);
            }
            else if (letter is not ('\'' or '"') && name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var trimmed = name.ToString().Trim('-', '.', '_');
        return trimmed.Length > 0 ? trimmed : "file";
    }

    private static void Append(StringBuilder latin, string apart)
    {
        for (var i = 0; i < apart.Length; i++)
        {
            var letter = apart[i];
            var small = char.ToLowerInvariant(letter);
            if (Plainer.TryGetValue(small, out var plain))
            {
                latin.Append(small == letter ? plain : Capital(plain, apart, i));
            }
            else if (char.IsAscii(letter))
            {
                latin.Append(letter);
            }
            else if (!IsAccent(letter))
            {
                AppendOther(latin, apart, ref i);
            }
        }
    }

    // Ａ is A, № is No, ﬁ is fi; what does not come apart stays.
    private static void AppendOther(StringBuilder latin, string apart, ref int i)
    {
        var pair = char.IsHighSurrogate(apart[i]) && i + 1 < apart.Length;
        var other = pair ? apart.Substring(i++, 2) : apart[i].ToString();
        var parts = Apart(other, NormalizationForm.FormKD);
        if (parts == other)
        {
            latin.Append(other);
        }
        else
        {
            Append(latin, parts);
        }
    }

    private static string Capital(string plain, string apart, int i)
    {
        var next = i + 1;
        while (next < apart.Length && IsAccent(apart[next]))
        {
            next++;
        }

        var shouted = next < apart.Length && char.IsUpper(apart[next]);
        return shouted ? plain.ToUpperInvariant() : char.ToUpperInvariant(plain[0]) + plain[1..];
    }

    // Accents, and what is not seen at all: joiners, soft hyphens, marks that turn the direction.
    private static bool IsAccent(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format;

    private static string Apart(string text, NormalizationForm form) => TypedText.Whole(text).Normalize(form);
}
