using System.Globalization;

namespace Telehealth.Marketplace.Features.Providers;

/// <summary>Counts what was found by each thing one could narrow it down with.</summary>
internal static class SearchFacets
{
    // Each counts whoever has at least so much.
    private static readonly decimal[] Steps = [3, 4, 4.5m];

    public static IReadOnlyList<SearchFacet> Of(IReadOnlyList<RankedProvider> found) =>
        [
            Count("category", found.SelectMany(x => x.Categories)),
            Count("specialty", found.SelectMany(x => x.Answer.Specialties)),
            Count("language", found.SelectMany(x => x.Answer.Languages)),
            Count("mode", found.SelectMany(x => x.Answer.Modes)),
            Count("rating", found.SelectMany(x => Steps.Where(step => x.Answer.Rating >= step)).Select(Text)),
            Count("gender", found.Select(x => x.Answer.Gender).OfType<string>()),
        ];

    private static string Text(decimal step) => step.ToString(CultureInfo.InvariantCulture);

    private static SearchFacet Count(string name, IEnumerable<string> values) =>
        new(
            name,
            [
                .. values
                    .GroupBy(x => x, StringComparer.Ordinal)
                    .Select(x => new FacetValue(x.Key, x.Count()))
                    .OrderByDescending(x => x.Count)
                    .ThenBy(x => x.Value, StringComparer.Ordinal),
            ]
        );
}
