using NodaTime;

namespace Telehealth.Marketplace.Domain.Providers;

/// <summary>One reason for a rank.</summary>
internal sealed record ScorePart(string Name, int Points, int Of);

/// <summary>Ranks a provider by reasons that can be told (MKT-09): soon free, fitting, well described.</summary>
internal static class SearchScore
{
    private const int SoonPoints = 50;
    private const int FocusPoints = 20;
    private const int ProfilePoints = 30;

    private static readonly (Duration Within, int Points)[] Soon =
    [
        (Duration.FromDays(1), SoonPoints),
        (Duration.FromDays(3), 40),
        (Duration.FromDays(7), 25),
        (Duration.FromDays(14), 10),
    ];

    public static IReadOnlyList<ScorePart> Of(Instant now, Instant? nextFree, bool isPrimaryCategory, int completeness)
    {
        var wait = nextFree - now;
        var soon = wait is null ? 0 : Soon.FirstOrDefault(x => wait <= x.Within).Points;
        return
        [
            new("next-free-time", soon, SoonPoints),
            new("main-category", isPrimaryCategory ? FocusPoints : 0, FocusPoints),
            new("profile", completeness * ProfilePoints / 100, ProfilePoints),
        ];
    }
}
