using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;

namespace Telehealth.Marketplace.Areas;

/// <summary>Codes and states in words people know, and what people type in ours.</summary>
internal static class MarketplaceWords
{
    public static readonly IReadOnlyList<string> Modes = ["video", "phone", "in-person"];

    /// <summary>What a rating says, from the worst to the best.</summary>
    public static readonly IReadOnlyList<(int Value, string Words)> Ratings =
    [
        (1, "Bad"),
        (2, "Poor"),
        (3, "Fair"),
        (4, "Good"),
        (5, "Very good"),
    ];

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Create("dddd d MMMM", English);
    private static readonly LocalDateTimePattern ShortPattern = LocalDateTimePattern.Create("ddd d MMM HH:mm", English);

    private static readonly LocalDateTimePattern TypedPattern = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm"
    );

    /// <summary><c>general-practice</c> as <c>General practice</c>.</summary>
    public static string Plain(string code) =>
        code.Length == 0 ? "" : char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');

    public static string Stars(int rating) => $"{rating} of 5 · {Ratings.First(x => x.Value == rating).Words}";

    public static string Rated(decimal average, int count) =>
        string.Create(English, $"{average:0.0} of 5 · {count} {(count == 1 ? "rating" : "ratings")}");

    public static string Mode(string mode) =>
        mode switch
        {
            "video" => "Video call",
            "phone" => "Phone call",
            "in-person" => "In person",
            _ => Plain(mode),
        };

    public static string Language(string code)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(code, predefinedOnly: true).EnglishName;
            return name.Split(" (")[0];
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    public static string Languages(IEnumerable<string> codes) => string.Join(", ", codes.Select(Language));

    public static string Reason(string? code) =>
        code switch
        {
            "not-available" => "The times do not suit.",
            "outside-my-scope" => "It is outside what the provider offers.",
            "caseload-full" => "There is no free place at the moment.",
            "conflict-of-interest" => "The provider cannot take it on.",
            _ => "",
        };

    /// <summary>Why a provider declines, in the provider's own words.</summary>
    public static string OwnReason(string code) =>
        code switch
        {
            "not-available" => "I am not available then",
            "outside-my-scope" => "It is outside my scope",
            "caseload-full" => "I have no free place",
            "conflict-of-interest" => "There is a conflict of interest",
            "other" => "Another reason",
            _ => Plain(code),
        };

    public static (string Kind, string Word) Badge(BookingRequestState state) =>
        state switch
        {
            BookingRequestState.Open => ("info", "Waiting for an answer"),
            BookingRequestState.Accepting => ("info", "Being accepted"),
            BookingRequestState.Accepted => ("success", "Booked"),
            BookingRequestState.Declined => ("warning", "Declined"),
            BookingRequestState.Expired => ("warning", "Not answered in time"),
            BookingRequestState.Withdrawn => ("muted", "Taken back"),
            BookingRequestState.Lapsed => ("muted", "Did not come about"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>A request that was accepted says what became of the booking.</summary>
    public static (string Kind, string Word) Badge(BookingRequestState state, BookingState? booking) =>
        booking is { } made && made != BookingState.Confirmed ? Badge(made) : Badge(state);

    /// <summary>What became of it, to the client.</summary>
    public static string Became(BookingState state) =>
        state switch
        {
            BookingState.Confirmed => "It is booked.",
            BookingState.Completed => "You had the session.",
            BookingState.Cancelled => "It was booked, and cancelled later.",
            BookingState.NoShow => "It was booked, and counts as missed.",
            BookingState.Failed => "A line or a device failed, so it was not held. What was set aside is yours again.",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static (string Kind, string Word) Badge(BookingState state) =>
        state switch
        {
            BookingState.Confirmed => ("info", "Confirmed"),
            BookingState.Completed => ("success", "Held"),
            BookingState.NoShow => ("warning", "Missed"),
            BookingState.Failed => ("muted", "Technical failure"),
            BookingState.Cancelled => ("muted", "Cancelled"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>As in <c>Friday 27 November</c>.</summary>
    public static string Day(LocalDate day) => DayPattern.Format(day);

    /// <summary>As in <c>Fri 27 Nov 09:30</c>.</summary>
    public static string Short(Instant at, string zone) => ShortPattern.Format(at.InZone(Zone(zone)).LocalDateTime);

    public static LocalDate DayOf(Instant at, string zone) => at.InZone(Zone(zone)).Date;

    /// <summary>What a browser's field for date and time sends, in the reader's zone; null for no time.</summary>
    public static Instant? Typed(string? text, string zone)
    {
        var local = TypedPattern.Parse(text ?? "");
        if (!local.Success)
        {
            return null;
        }

        // A time the clocks leave out does not exist; of one that comes twice the first is meant.
        var mapped = Zone(zone).MapLocal(local.Value);
        return mapped.Count == 0 ? null : mapped.First().ToInstant();
    }

    /// <summary>An amount as people write it: 65, 65.00 or £65.</summary>
    public static Money? Amount(string? typed, string code)
    {
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (
            typed is not { Length: < 20 }
            || !Currency.TryParse(code, out var currency)
            || !decimal.TryParse(typed.Trim(' ', '£', '€'), Styles, CultureInfo.InvariantCulture, out var major)
        )
        {
            return null;
        }

        for (var i = 0; i < currency.Exponent; i++)
        {
            major *= 10;
        }

        return major == decimal.Truncate(major) && major is > 0 and < 1_000_000_000
            ? new Money((long)major, currency)
            : null;
    }

    private static DateTimeZone Zone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
}
