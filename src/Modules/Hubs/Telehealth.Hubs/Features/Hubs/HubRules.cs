using System.Text.RegularExpressions;
using FluentValidation;
using Telehealth.Hubs.Domain.Employers;

namespace Telehealth.Hubs.Features.Hubs;

/// <summary>Rules that several bodies share.</summary>
internal static partial class HubRules
{
    public static readonly IReadOnlyList<string> Modes = ["video", "phone", "in-person"];

    public static IRuleBuilderOptions<T, string> Line<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.Must(x => !string.IsNullOrWhiteSpace(x) && x.Length <= longest && !x.Any(char.IsControl))
            .WithMessage($"Please use 1 to {longest} characters on one line.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>> Words<T>(
        this IRuleBuilder<T, IReadOnlyList<string>> rule,
        int most,
        Func<string, bool> allowed,
        string message
    ) =>
        rule.Must(x =>
                x is { Count: > 0 }
                && x.Count <= most
                && x.All(word => word is not null && allowed(word))
                && x.Distinct(StringComparer.OrdinalIgnoreCase).Count() == x.Count
            )
            .WithMessage($"{message} 1 to {most}, each once.");

    public static IRuleBuilderOptions<T, string> ReadableColour<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(x => BrandColour.IsColour(x) && BrandColour.IsReadable(x))
            .WithMessage("A colour such as #0b5c4a, dark enough to read white words on it.");

    public static bool IsCode(string? text) => text is { Length: >= 2 and <= 30 } && Code().IsMatch(text);

    public static bool IsSlug(string text) => text.Length <= 40 && Code().IsMatch(text);

    public static bool IsLanguage(string text) => Language().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z]{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Language();
}
