using FluentValidation;

namespace Telehealth.Compliance.Features;

/// <summary>The rules of texts that people write, the same wherever they are typed.</summary>
internal static class PlainText
{
    public static bool Fits(string? text, int longest) =>
        text is null
        || (text.Length <= longest && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));

    /// <summary>Something must be written.</summary>
    public static IRuleBuilderOptions<T, string?> IsWritten<T>(
        this IRuleBuilder<T, string?> rule,
        int longest,
        string ask
    ) =>
        rule.Must(x => !string.IsNullOrWhiteSpace(x))
            .WithMessage(ask)
            .Must(x => Fits(x, longest))
            .WithMessage($"Please use at most {longest} characters of plain text.");

    /// <summary>May be left out.</summary>
    public static IRuleBuilderOptions<T, string?> MayBeWritten<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Must(x => Fits(x, longest)).WithMessage($"Please use at most {longest} characters of plain text.");
}
