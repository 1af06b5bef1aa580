using NodaTime;

namespace Telehealth.Marketplace.Domain.Providers;

/// <summary>One reason for a rank.</summary>
internal sealed record ScorePart(string Name, int Points, int Of);

/// <summary>
/// Ranks a provider by reasons that can be told (MKT-09): soon free, fitting, well rated, well described.
/// </summary>
internal static class SearchScore
{
    private const int SoonPoints = 40;
    private const int FocusPoints = 20;
    private const int RatingPoints = 20;
    private const int ProfilePoints = 20;

    // As if so many clients had given so much before: neither the first good rating nor the first bad one decides.
    private const int AssumedRatings = 3;
    private const int AssumedRating = 4;

    private static readonly (Duration Within, int Points)[] Soon =
    [
        (Duration.FromDays(1), SoonPoints),
        (Duration.FromDays(3), 32),
        (Duration.FromDays(7), 20),
        (Duration.FromDays(14), 8),
    ];

    public static IReadOnlyList<ScorePart> Of(
        Instant now,
        Instant? nextFree,
        bool isPrimaryCategory,
        ProviderProfile profile
    )
    {
        var wait = nextFree - now;
        var soon = wait is null ? 0 : Soon.FirstOrDefault(x => wait <= x.Within).Points;
        return
        [
            new("next-free-time", soon, SoonPoints),
            new("main-category", isPrimaryCategory ? FocusPoints : 0, FocusPoints),
            new("rating", RatingOf(profile.RatingSum, profile.RatingCount), RatingPoints),
            new("profile", profile.Completeness * ProfilePoints / 100, ProfilePoints),
        ];
    }

    // An average of 1 is worth nothing, one of 5 all of it.
    private static int RatingOf(int sum, int count)
    {
        var ratings = count + AssumedRatings;
        return (sum + (AssumedRatings * AssumedRating) - ratings) * RatingPoints / (4 * ratings);
    }
}
