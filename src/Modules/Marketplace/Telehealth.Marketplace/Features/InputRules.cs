using System.Text.RegularExpressions;
using FluentValidation;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features;

/// <summary>Rules that many bodies share.</summary>
internal static partial class InputRules
{
    public const string NotPrintable =
        "This stands on receipts and invoices, which are printed in Latin letters. Please write it in them.";

    /// <summary>
    /// One line of text without control characters, which neither documents nor every database can hold.
    /// </summary>
    public static IRuleBuilderOptions<T, string?> OneLine<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Must(x => x is null || (x.Length <= longest && !x.Any(char.IsControl) && TypedText.IsWhole(x)))
            .WithMessage($"Please use at most {longest} characters on one line.");

    /// <summary>What will stand on documents, which are printed in Latin letters.</summary>
    public static IRuleBuilderOptions<T, string?> Printable<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(x => x is null || DocumentLetters.CanCarry(x)).WithMessage(NotPrintable);

    public static IRuleBuilderOptions<T, string?> Paragraphs<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Must(x =>
                x is null
                || (
                    x.Length <= longest
                    && !x.Any(c => char.IsControl(c) && c is not ('\n' or '\r'))
                    && TypedText.IsWhole(x)
                )
            )
            .WithMessage($"Please use at most {longest} characters of plain text.");

    public static IRuleBuilderOptions<T, string> Required<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(x => !string.IsNullOrWhiteSpace(x)).WithMessage("Please fill this in.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>> Words<T>(
        this IRuleBuilder<T, IReadOnlyList<string>> rule,
        int most,
        Func<string, bool> allowed,
        string message
    ) =>
        rule.Must(x =>
                x.Count <= most
                && x.All(word => word is not null && allowed(word))
                && x.Distinct(StringComparer.Ordinal).Count() == x.Count
            )
            .WithMessage($"{message} At most {most}, each once.");

    /// <summary>What a client may propose: one to five different starts on the grid.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<Instant>> PreferredTimes<T>(
        this IRuleBuilder<T, IReadOnlyList<Instant>> rule
    ) =>
        rule.Must(x => x.Count is >= 1 and <= 5 && x.Distinct().Count() == x.Count)
            .WithMessage("Propose one to five different times.")
            .Must(x => x.All(Grid.IsOn))
            .WithMessage("Times lie on the five-minute grid.");

    public static bool IsSlug(string? word) => word is { Length: <= 40 } && Slug().IsMatch(word);

    public static bool IsLanguage(string? word) => word is { Length: <= 10 } && Language().IsMatch(word);

    /// <summary>GB, or a part of a country such as US-CA.</summary>
    public static bool IsJurisdiction(string? word) => word is { Length: <= 6 } && Jurisdiction().IsMatch(word);

    public static bool IsLine(string? line, int longest) =>
        !string.IsNullOrWhiteSpace(line)
        && line.Length <= longest
        && !line.Any(char.IsControl)
        && TypedText.IsWhole(line);

    public static bool IsZone(string? zone) => zone is not null && DateTimeZoneProviders.Tzdb.Ids.Contains(zone);

    /// <summary>An ISO 8601 instant, in UTC or with an offset.</summary>
    public static Instant? ParseInstant(string? text)
    {
        if (text is null || text.Length > 40)
        {
            return null;
        }

        var utc = InstantPattern.ExtendedIso.Parse(text);
        if (utc.Success)
        {
            return utc.Value;
        }

        var offset = OffsetDateTimePattern.Rfc3339.Parse(text);
        return offset.Success ? offset.Value.ToInstant() : null;
    }

    public static bool IsMode(string? name) => DeliveryModeNames.IsKnown(name);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z]{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Language();

    [GeneratedRegex("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Jurisdiction();
}
