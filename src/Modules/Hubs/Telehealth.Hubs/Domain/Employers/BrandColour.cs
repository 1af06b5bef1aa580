using System.Globalization;
using System.Text.RegularExpressions;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>A hub's colour carries white words, so it must be dark enough to read them (WCAG 2.2, 4.5 to 1).</summary>
internal static partial class BrandColour
{
    private const double Least = 4.5;

    public static bool IsColour(string? text) => text is not null && Hex().IsMatch(text);

    public static bool IsReadable(string colour) => 1.05 / (Luminance(colour) + 0.05) >= Least;

    private static double Luminance(string colour) =>
        (0.2126 * Part(colour, 1)) + (0.7152 * Part(colour, 3)) + (0.0722 * Part(colour, 5));

    private static double Part(string colour, int at)
    {
        var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex Hex();
}
