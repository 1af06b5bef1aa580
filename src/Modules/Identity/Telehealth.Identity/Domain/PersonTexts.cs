using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using PhoneNumbers;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Domain;

/// <summary>
/// How names, addresses, zones, countries, languages and phone numbers are read as people write them.
/// </summary>
internal static partial class PersonTexts
{
    public const int LongestName = 80;
    public const int LongestEmail = 254;
    private const char ZeroWidthJoiner = '\u200d';

    /// <summary>IANA zones with a place in their name, as a person would pick them.</summary>
    public static readonly IReadOnlyList<string> TimeZones =
    [
        .. DateTimeZoneProviders
            .Tzdb.Ids.Where(x =>
                x.Contains('/', StringComparison.Ordinal) && !x.StartsWith("Etc/", StringComparison.Ordinal)
            )
            .Append("UTC"),
    ];

    /// <summary>Composed (NFC), blanks in a row made one, none at the ends.</summary>
    public static string Name(string text)
    {
        try
        {
            return Blanks().Replace(text.Normalize(NormalizationForm.FormC), " ").Trim();
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: no text at all; IsName refuses it.
            return text;
        }
    }

    /// <summary>A name somebody could have: no line breaks, control characters or writing direction tricks.</summary>
    public static bool IsName(string? text) =>
        text is not null
        && Name(text) is { Length: > 0 and <= LongestName } name
        && name.Any(char.IsLetter)
        && !name.Any(c => c != ZeroWidthJoiner && IsTrick(c))
        && TypedText.IsWhole(name);

    /// <summary>As typed, or null when nothing was.</summary>
    public static string? NameOnDocuments(string? text) => string.IsNullOrWhiteSpace(text) ? null : Name(text);

    /// <summary>A name documents can carry.</summary>
    public static bool IsNameOnDocuments(string text) => IsName(text) && DocumentLetters.CanCarry(Name(text));

    /// <summary>What documents print; null while they can carry neither.</summary>
    public static string? Printed(string displayName, string? nameOnDocuments) =>
        nameOnDocuments ?? (DocumentLetters.CanCarry(displayName) ? displayName : null);

    public static string Email(string text) => text.Trim();

    public static bool IsEmail(string? text) =>
        text?.Trim() is { Length: > 5 and <= LongestEmail } email
        && Address().IsMatch(email)
        && MailAddress.TryCreate(email, out var parsed)
        && parsed.Address == email;

    public static bool IsTimeZone(string? text) =>
        text is { Length: <= 60 } && DateTimeZoneProviders.Tzdb.Ids.Contains(text);

    public static bool IsLanguage(string? text) => text is { Length: <= 20 } && LanguageTag().IsMatch(text);

    /// <summary>
    /// E.164, or null when it is no number; numbers without a country code are read as of the country.
    /// </summary>
    public static string? Phone(string? text, string country)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
        {
            return null;
        }

        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(text, country);
            return numbers.IsPossibleNumber(number) ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    public static bool IsPhone(string? text, string country) =>
        string.IsNullOrWhiteSpace(text) || Phone(text, country) is not null;

    public static bool IsDateOfBirth(LocalDate? date, LocalDate today) =>
        date is not { } day || (day <= today && day.Year >= 1900);

    private static bool IsTrick(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;

    [GeneratedRegex(@"[\p{Zs}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

    [GeneratedRegex(@"^[^\s@""<>(),;:\\\[\]]+@" + Label + @"(\." + Label + ")+$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
