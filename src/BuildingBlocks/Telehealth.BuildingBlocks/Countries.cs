using System.Collections.Frozen;
using System.Globalization;

namespace Telehealth.BuildingBlocks;

/// <summary>The countries of ISO 3166-1, as fields take them and pages name them.</summary>
public static class Countries
{
    /// <summary>Alpha-2 codes with their English names, by name.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All =
    [
        .. CultureInfo
            .GetCultures(CultureTypes.SpecificCultures)
            .Select(x => new RegionInfo(x.Name))
            .Where(x => x.TwoLetterISORegionName.Length == 2 && x.TwoLetterISORegionName.All(char.IsAsciiLetterUpper))
            .DistinctBy(x => x.TwoLetterISORegionName)
            .Select(x => (x.TwoLetterISORegionName, x.EnglishName))
            .OrderBy(x => x.EnglishName, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, string> Names = All.ToFrozenDictionary(x => x.Code, x => x.Name);

    /// <summary>
    /// True for a code of a country there is; false for null, another case, or letters nobody was given.
    /// </summary>
    public static bool IsCode(string? text) => text is not null && Names.ContainsKey(text);

    /// <summary>The country's English name; the code itself when there is none.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
