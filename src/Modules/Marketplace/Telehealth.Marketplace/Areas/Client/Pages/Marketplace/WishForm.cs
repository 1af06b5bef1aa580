using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Features.Broadcasts;

namespace Telehealth.Marketplace.Areas.Client.Pages.Marketplace;

/// <summary>What a person types to ask everybody.</summary>
internal sealed class WishForm
{
    internal static readonly Error NoAmount = Error.Invalid(
        "marketplace.limit-unclear",
        "ceiling",
        "Please write the most you would pay, such as 60 or 62.50."
    );

    private static readonly Error NoTime = Error.Invalid(
        "marketplace.time-unclear",
        "times",
        "Please write each time with its day, in steps of five minutes. One is enough."
    );

    /// <summary>One of the listed kinds.</summary>
    public string? Category { get; set; }

    /// <summary>video, phone or in-person.</summary>
    public string? Mode { get; set; } = "video";

    /// <summary>Length of the session.</summary>
    public string? DurationMinutes { get; set; } = "50";

    /// <summary>The most it may cost.</summary>
    public string? Ceiling { get; set; }

    /// <summary>Codes with commas.</summary>
    public string? Languages { get; set; }

    /// <summary>Best first, as a browser writes a local time.</summary>
    public string? First { get; set; }

    /// <summary>Second best.</summary>
    public string? Second { get; set; }

    /// <summary>Third.</summary>
    public string? Third { get; set; }

    /// <summary>Fourth.</summary>
    public string? Fourth { get; set; }

    /// <summary>Fifth.</summary>
    public string? Fifth { get; set; }

    /// <summary>For those asked.</summary>
    public string? Note { get; set; }

    /// <summary>Where this form shows what the slice says of a field.</summary>
    public static string FieldOf(string field) =>
        field == "times" ? "Wish.First" : $"Wish.{char.ToUpperInvariant(field[0])}{field[1..]}";

    internal Result<BroadcastRequestBody> ToBody(string zone, string currency)
    {
        if (MarketplaceWords.Amount(Ceiling, currency) is not { } ceiling)
        {
            return NoAmount;
        }

        var typed = new[] { First, Second, Third, Fourth, Fifth }.Where(x => !string.IsNullOrWhiteSpace(x)).ToList();
        var times = typed.Select(x => MarketplaceWords.Typed(x, zone)).OfType<Instant>().ToList();
        if (times.Count == 0 || times.Count < typed.Count)
        {
            return NoTime;
        }

        var languages = (Languages ?? "")
            .ToLowerInvariant()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new BroadcastRequestBody(
            Category ?? "",
            Mode ?? "",
            int.TryParse(DurationMinutes, out var minutes) ? minutes : 0,
            times,
            ceiling,
            languages,
            Note
        );
    }
}
