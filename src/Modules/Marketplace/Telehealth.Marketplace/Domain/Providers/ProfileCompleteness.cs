namespace Telehealth.Marketplace.Domain.Providers;

/// <summary>How much of a profile is there, and what is missing (MKT-01).</summary>
internal static class ProfileCompleteness
{
    private sealed record Part(string Name, int Weight, bool Essential, Func<ProviderProfile, bool> IsThere);

    private static readonly Part[] Parts =
    [
        new("displayName", 10, true, x => x.DisplayName.Length > 0),
        new("photo", 10, false, x => x.HasPhoto),
        new("bio", 10, false, x => x.Bio.Length >= 40),
        new("primaryCategory", 10, true, x => x.PrimaryCategory.Length > 0),
        new("specialties", 10, false, x => x.Specialties.Any()),
        new("languages", 10, true, x => x.Languages.Any()),
        new("qualifications", 10, false, x => x.Qualifications.Count > 0),
        new("jurisdictions", 10, false, x => x.Jurisdictions.Count > 0),
        new("modes", 10, true, x => x.Modes != 0),
        new("billing", 10, true, x => x.LegalName.Length > 0 && x.AddressLines.Count > 0 && x.BillingCountry != ""),
    ];

    public static int PercentOf(ProviderProfile profile) =>
        100 * Parts.Where(x => x.IsThere(profile)).Sum(x => x.Weight) / Parts.Sum(x => x.Weight);

    /// <summary>The names of what is missing, as the profile's body calls them.</summary>
    public static IReadOnlyList<string> MissingFrom(ProviderProfile profile) =>
        [.. Parts.Where(x => !x.IsThere(profile)).Select(x => x.Name)];

    public static bool HasEssentials(ProviderProfile profile) => Parts.All(x => !x.Essential || x.IsThere(profile));
}
