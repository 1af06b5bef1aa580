using System.Text;

namespace Telehealth.BuildingBlocks;

/// <summary>Whether a text arrived as it was typed.</summary>
public static class TypedText
{
    private const char Lost = '\uFFFD';

    // No character at all, and nothing that can be composed or taken apart.
    private const char None = '\uFFFE';

    /// <summary>
    /// False when part of it was lost on its way: half a character of two, or the sign that stands for what could not
    /// be read. Such a text must not be kept: everything made of it would show that sign.
    /// </summary>
    public static bool IsWhole(string text) => !text.Contains(Lost) && ReferenceEquals(Whole(text), text);

    /// <summary>The same text, with the sign of loss for what is no character: half of one, or U+FFFE.</summary>
    public static string Whole(string text)
    {
        text = text.Replace(None, Lost);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }
}
