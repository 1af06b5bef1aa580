using System.Text.RegularExpressions;
using FluentValidation;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>Rules that several bodies of programmes share.</summary>
internal static partial class ProgrammeRules
{
    /// <summary>
    /// One line of text without control characters, which neither documents nor every database can hold.
    /// </summary>
    public static IRuleBuilderOptions<T, string> IsLine<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.Must(x => IsLine(x, longest)).WithMessage($"Please use 1 to {longest} characters on one line.");

    public static bool IsNameOnDocuments(string text) =>
        IsLine(text, 80) && text.Any(char.IsLetter) && DocumentLetters.CanCarry(text);

    public static bool IsCode(string? text) => text is { Length: <= 30 } && Code().IsMatch(text);

    public static bool IsLanguage(string? text) => text is { Length: <= 10 } && Language().IsMatch(text);

    public static bool IsPhone(string? text) => text is { Length: <= 16 } && Phone().IsMatch(text);

    public static bool IsMode(string? text) => text is "phone" or "video";

    /// <summary>The language without its region: nb-NO is spoken by whoever speaks nb.</summary>
    public static string Spoken(string language) => language.Split('-')[0];

    private static bool IsLine(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= longest
        && !text.Any(char.IsControl)
        && TypedText.IsWhole(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z]{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Language();

    [GeneratedRegex("^\\+[1-9][0-9]{6,14}$", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
