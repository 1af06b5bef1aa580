using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Domain.Providers;

/// <summary>A provider as clients find it, with the details its documents need (MKT-01, MKT-02).</summary>
internal sealed class ProviderProfile : AggregateRoot
{
    /// <summary>As much of a folded name as is kept; some signs fold into several letters.</summary>
    public const int LongestSearchName = 160;

    private ProviderProfile() { }

    public ProviderProfile(ProviderId id, Instant now)
    {
        Id = id;
        CreatedAt = now;
    }

    /// <summary>Order of creation: what cursors page by.</summary>
    public long Sequence { get; private set; }

    public ProviderId Id { get; private set; }

    public string DisplayName { get; private set; } = "";

    /// <summary>Folded, for finding by name on every engine alike.</summary>
    public string SearchName { get; private set; } = "";

    public string Bio { get; private set; } = "";

    public string PrimaryCategory { get; private set; } = "";

    public List<string> Qualifications { get; private set; } = [];

    public List<string> Jurisdictions { get; private set; } = [];

    /// <summary>What search filters by: specialties and languages.</summary>
    public List<ProviderTag> Tags { get; private set; } = [];

    /// <summary>The modes as a number (<see cref="DeliveryModes"/>).</summary>
    public int Modes { get; private set; }

    public string TimeZone { get; private set; } = "";

    public string? Gender { get; private set; }

    public bool HasPhoto { get; private set; }

    public string LegalName { get; private set; } = "";

    public List<string> AddressLines { get; private set; } = [];

    public string BillingCountry { get; private set; } = "";

    public string? VatNumber { get; private set; }

    public string? RegistrationBody { get; private set; }

    public string? RegistrationNumber { get; private set; }

    /// <summary>Percent of the profile that is filled in (MKT-01).</summary>
    public int Completeness { get; private set; }

    /// <summary>True when nothing is missing without which no client or document could do.</summary>
    public bool HasEssentials { get; private set; }

    /// <summary>Sum of the ratings; with <see cref="RatingCount"/> it is moved by SQL alone (MKT-20).</summary>
    public int RatingSum { get; private set; }

    public int RatingCount { get; private set; }

    /// <summary>The average of 1 to 5 to one decimal, or null while there is none.</summary>
    public decimal? Rating =>
        RatingCount == 0 ? null : Math.Round((decimal)RatingSum / RatingCount, 1, MidpointRounding.AwayFromZero);

    public Instant? AppliedAt { get; private set; }

    public bool Cleared { get; private set; }

    /// <summary>The decision <see cref="Cleared"/> follows; an older one changes nothing.</summary>
    public long ClearanceVersion { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant UpdatedAt { get; private set; }

    public IEnumerable<string> Specialties => ValuesOf(ProviderTag.Specialty);

    public IEnumerable<string> Languages => ValuesOf(ProviderTag.Language);

    public bool IsListed(int threshold) => Cleared && HasEssentials && Completeness >= threshold;

    public void Describe(ProfileDetails details, Instant now)
    {
        DisplayName = details.DisplayName.Trim();
        SearchName = SearchNameOf(DisplayName);
        Bio = details.Bio.Trim();
        PrimaryCategory = details.PrimaryCategory;
        Qualifications = [.. details.Qualifications];
        Jurisdictions = [.. details.Jurisdictions];
        Modes = (int)DeliveryModeNames.Parse(details.Modes);
        TimeZone = details.TimeZone;
        Gender = details.Gender;
        Retag(ProviderTag.Specialty, details.Specialties);
        Retag(ProviderTag.Language, details.Languages);
        Bill(details.Billing);
        Assess(now);
    }

    public void PhotoChanged(bool present, Instant now)
    {
        HasPhoto = present;
        Assess(now);
    }

    public void Apply(Instant now)
    {
        AppliedAt = now;
        UpdatedAt = now;
    }

    /// <summary>Follows a decision of Compliance; false when it is an old one.</summary>
    public bool Clear(bool cleared, long decision, Instant now)
    {
        if (decision <= ClearanceVersion)
        {
            return false;
        }

        Cleared = cleared;
        ClearanceVersion = decision;
        UpdatedAt = now;
        return true;
    }

    /// <summary>What a name is found by.</summary>
    public static string SearchNameOf(string name)
    {
        var folded = LetterFolding.Search(name);
        return folded.Length > LongestSearchName ? folded[..LongestSearchName] : folded;
    }

    private void Assess(Instant now)
    {
        Completeness = ProfileCompleteness.PercentOf(this);
        HasEssentials = ProfileCompleteness.HasEssentials(this);
        UpdatedAt = now;
    }

    private void Bill(BillingDetails? billing)
    {
        LegalName = billing?.LegalName.Trim() ?? "";
        AddressLines = [.. billing?.AddressLines ?? []];
        BillingCountry = billing?.Country ?? "";
        VatNumber = billing?.VatNumber;
        RegistrationBody = billing?.RegistrationBody;
        RegistrationNumber = billing?.RegistrationNumber;
    }

    private void Retag(string kind, IEnumerable<string> values)
    {
        var wanted = values.ToHashSet(StringComparer.Ordinal);
        Tags.RemoveAll(x => x.Kind == kind && !wanted.Contains(x.Value));
        Tags.AddRange(wanted.Except(ValuesOf(kind).ToList()).Select(x => new ProviderTag(Id, kind, x)));
    }

    private IEnumerable<string> ValuesOf(string kind) =>
        Tags.Where(x => x.Kind == kind).Select(x => x.Value).Order(StringComparer.Ordinal);
}

/// <summary>One thing a provider can be found by.</summary>
internal sealed class ProviderTag
{
    public const string Specialty = "specialty";
    public const string Language = "language";

    private ProviderTag() { }

    public ProviderTag(ProviderId providerId, string kind, string value)
    {
        ProviderId = providerId;
        Kind = kind;
        Value = value;
    }

    public ProviderId ProviderId { get; private set; }

    public string Kind { get; private set; } = "";

    public string Value { get; private set; } = "";
}

/// <summary>What a provider says about itself.</summary>
internal sealed record ProfileDetails(
    string DisplayName,
    string Bio,
    string PrimaryCategory,
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Qualifications,
    IReadOnlyList<string> Jurisdictions,
    IReadOnlyList<string> Modes,
    string TimeZone,
    string? Gender,
    BillingDetails? Billing
);

/// <summary>Whose name and tax details stand on the provider's documents.</summary>
internal sealed record BillingDetails(
    string LegalName,
    IReadOnlyList<string> AddressLines,
    string Country,
    string? VatNumber,
    string? RegistrationBody,
    string? RegistrationNumber
);
