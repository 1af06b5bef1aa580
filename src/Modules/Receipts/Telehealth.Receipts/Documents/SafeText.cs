using System.Buffers;
using System.Globalization;
using System.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Documents;

/// <summary>
/// Makes whatever a person typed printable: composed letters, no control characters, and a visible sign for what the
/// font lacks. A name never breaks a document and never hides part of it.
/// </summary>
internal static class SafeText
{
    public const char Replacement = '\uFFFD';

    // Marks that turn the direction of what follows: 'gpj.exe' must not read as 'exe.jpg'.
    private static readonly SearchValues<char> DirectionMarks = SearchValues.Create(
        "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"
    );

    public static string Clean(string text, FontFace face)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in Compose(text).EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                clean.Append('\n');
            }
            else if (IsBlank(rune))
            {
                clean.Append(' ');
            }
            else if (rune.IsBmp && (DirectionMarks.Contains((char)rune.Value) || IsInvisible(rune)))
            {
                continue;
            }
            else
            {
                var printable = rune.IsBmp && face.Has((char)rune.Value);
                clean.Append(printable ? (char)rune.Value : Replacement);
            }
        }

        return clean.ToString();
    }

    /// <summary>
    /// The text as it is, less the marks that turn direction; for HTML, whose fonts know every script.
    /// </summary>
    public static string WithoutDirectionMarks(string text) =>
        text.AsSpan().IndexOfAny(DirectionMarks) < 0
            ? text
            : string.Concat(text.Where(character => !DirectionMarks.Contains(character)));

    // ễ may arrive as three characters; the font has it as one. Text that is not valid Unicode cannot be composed.
    private static string Compose(string text) => TypedText.Whole(text).Normalize(NormalizationForm.FormC);

    private static bool IsBlank(Rune rune) => rune.Value != 0xA0 && Rune.IsWhiteSpace(rune);

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
