using System.Globalization;
using System.Text;

namespace Telehealth.BuildingBlocks;

/// <summary>
/// The characters documents can be printed in: those of the documents' fonts, which a test compares with this table.
/// Whoever takes a name that will stand on a document asks here, so that none is ever issued with a sign in place of
/// what the fonts lack.
/// </summary>
public static class DocumentLetters
{
    // More accents on one letter than these are no name in any language, and would run into the line above.
    private const int MostAccents = 2;

    private static readonly (char First, char Last)[] Printed =
    [
        ('\u0020', '\u007E'),
        ('\u00A0', '\u024F'),
        ('\u02B0', '\u0333'),
        ('\u1E00', '\u1EFF'),
        ('\u2010', '\u2027'),
        ('\u2030', '\u205E'),
        ('\u2070', '\u2071'),
        ('\u2074', '\u208E'),
        ('\u2090', '\u209C'),
        ('\u20A0', '\u20C0'),
        ('\u2113', '\u2122'),
        ('\u2212', '\u2212'),
    ];

    /// <summary>True when the fonts have the character.</summary>
    public static bool Has(char character) => Array.Exists(Printed, x => x.First <= character && character <= x.Last);

    /// <summary>
    /// True when a document can print all of it, composed (NFC): every character is in the fonts, and accents that
    /// stay apart stand on a letter. Line breaks and blanks are laid out; marks that cannot be seen print nothing.
    /// </summary>
    public static bool CanCarry(string text)
    {
        if (!TypedText.IsWhole(text))
        {
            return false;
        }

        var (accents, room) = (0, 0);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark)
            {
                accents++;
            }
            else
            {
                (accents, room) = (0, Rune.IsLetter(rune) ? MostAccents : 0);
            }

            if (accents > room || !IsPrinted(rune, category))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPrinted(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format
        || Rune.IsWhiteSpace(rune)
        || (category is not UnicodeCategory.Control && rune.IsBmp && Has((char)rune.Value));
}
