using System.Collections.Frozen;
using System.Globalization;

namespace Telehealth.Identity.Domain;

/// <summary>
/// Passwords that people and attackers try first (ASVS 5.0, 6.2.4): the 5,200 commonest of ten or more characters and
/// 10,000 shorter ones, which are found inside longer ones too. Compared without case, with digits and signs read as
/// the letters they stand for, and without what people hang on at the end.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "Telehealth.Identity.common-passwords.txt";
    private const int ShortestStem = 4;

    // Of this product and of people's languages: no list of the world's passwords has them.
    private static readonly string[] Own = ["telehealth", "therapist", "therapy", "haslo", "matkhau", "lykilord"];

    private static readonly char[] Tail = [.. "0123456789!?.,;:*#-_$@+=&%()/ "];

    private static readonly Lazy<FrozenSet<string>> Known = new(Load);

    public static bool Contains(string password)
    {
        var lower = password.ToLower(CultureInfo.InvariantCulture);
        return Candidates(lower).Any(IsKnown);
    }

    // The word itself, read with and without swapped letters, with and without its tail; and a word said twice.
    private static IEnumerable<string> Candidates(string lower)
    {
        var bare = lower.Trim(Tail);
        yield return lower;
        yield return Plain(lower);
        yield return bare;
        yield return Plain(lower.TrimEnd(Tail));
        yield return Plain(bare);
        yield return LettersOf(lower);
        yield return LettersOf(Plain(bare));
        foreach (var text in new[] { lower, bare, Plain(bare) })
        {
            if (text.Length % 2 == 0 && text[..(text.Length / 2)] == text[(text.Length / 2)..])
            {
                yield return text[..(text.Length / 2)];
            }
        }
    }

    private static bool IsKnown(string text) => text.Length >= ShortestStem && Known.Value.Contains(text);

    private static string LettersOf(string text) => new([.. text.Where(char.IsLetter)]);

    private static string Plain(string text) =>
        string.Create(
            text.Length,
            text,
            (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = Plain(source[i]);
                }
            }
        );

    private static char Plain(char c) =>
        c switch
        {
            '0' => 'o',
            '1' or '!' or '|' => 'i',
            '3' or '€' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' or '+' => 't',
            '8' => 'b',
            _ => c,
        };

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var words = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return words.Concat(words.Select(Plain)).Concat(Own).ToFrozenSet(StringComparer.Ordinal);
    }
}
