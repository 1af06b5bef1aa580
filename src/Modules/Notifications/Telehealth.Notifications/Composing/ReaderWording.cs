using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;

namespace Telehealth.Notifications.Composing;

/// <summary>How one reader is spoken to: language, zone, and how times and amounts are written.</summary>
internal sealed class ReaderWording
{
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["GBP"] = "£",
        ["EUR"] = "€",
        ["USD"] = "$",
        ["PLN"] = "zł",
        ["JPY"] = "¥",
    };

    private readonly IReadOnlyDictionary<string, string> words;
    private readonly CultureInfo culture;
    private readonly DateTimeZone zone;

    public ReaderWording(string language, string wantedLanguage, string timeZone)
    {
        Language = language;
        words = TemplateSource.Words(language);
        culture = CultureOf(language, wantedLanguage);
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;
    }

    /// <summary>Of the template: ISO 639-1.</summary>
    public string Language { get; }

    public string this[string word] => words[word];

    /// <summary>The word for a code, or nothing for one nobody put into words.</summary>
    public string? Find(string group, string? code) => words.GetValueOrDefault($"{group}.{code}");

    /// <summary>Day, date and time with the zone's name: two zones meet in every booking.</summary>
    public string Moment(Instant instant)
    {
        var local = instant.InZone(zone);
        var text = LocalDateTimePattern.Create(words["pattern.moment"], culture).Format(local.LocalDateTime);
        return $"{text} ({ZoneName})";
    }

    // The place as people say it, never the name of the time zone database.
    private string ZoneName =>
        TimeText.FixedName(zone.Id) ?? string.Format(culture, words["pattern.zone"], TimeText.Place(zone.Id));

    /// <summary>The time alone.</summary>
    public string Time(Instant instant) =>
        LocalTimePattern.Create("HH:mm", culture).Format(instant.InZone(zone).TimeOfDay);

    /// <summary>A day that is the same in every zone, such as a payout's.</summary>
    public string Day(LocalDate day) => LocalDatePattern.Create(words["pattern.day"], culture).Format(day);

    public string Minutes(int minutes) => string.Format(culture, words["pattern.minutes"], minutes);

    public string Amount(Money money)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = money.Currency.Exponent;
        if (!Symbols.TryGetValue(money.Currency.Code, out var symbol))
        {
            return $"{money.ToDecimal().ToString("N" + money.Currency.Exponent, culture)} {money.Currency.Code}";
        }

        format.CurrencySymbol = symbol;
        return money.ToDecimal().ToString("C", format);
    }

    // The reader's own region where it speaks the template's language; otherwise the template's usual one.
    private static CultureInfo CultureOf(string language, string wanted)
    {
        var name = wanted.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase) ? wanted : language;
        try
        {
            return CultureInfo.GetCultureInfo(name is "en" ? "en-GB" : name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-GB");
        }
    }
}
