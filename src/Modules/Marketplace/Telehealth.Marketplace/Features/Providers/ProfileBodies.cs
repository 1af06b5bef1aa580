using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;

namespace Telehealth.Marketplace.Features.Providers;

/// <summary>A provider's profile as it writes it. Whatever is left out is empty.</summary>
/// <param name="DisplayName">As listed.</param>
/// <param name="PrimaryCategory">One of the platform's categories, such as <c>therapy</c>.</param>
/// <param name="TimeZone">IANA zone of the calendar, such as <c>Europe/Warsaw</c>.</param>
/// <param name="Modes">video, phone, in-person.</param>
/// <param name="Bio">Plain text.</param>
/// <param name="Specialties">Lower-case words such as <c>anxiety</c>.</param>
/// <param name="Languages">BCP 47, such as <c>en</c> or <c>pt-BR</c>.</param>
/// <param name="Qualifications">As shown, one line each.</param>
/// <param name="Jurisdictions">Where the provider may practise: GB, US-CA.</param>
/// <param name="Gender">A word of the provider's choice, such as <c>female</c>, or nothing.</param>
/// <param name="Billing">Whose name and tax details stand on the provider's documents.</param>
public sealed record ProfileBody(
    string DisplayName,
    string PrimaryCategory,
    string TimeZone,
    IReadOnlyList<string> Modes,
    string Bio = "",
    IReadOnlyList<string>? Specialties = null,
    IReadOnlyList<string>? Languages = null,
    IReadOnlyList<string>? Qualifications = null,
    IReadOnlyList<string>? Jurisdictions = null,
    string? Gender = null,
    BillingBody? Billing = null
);

/// <summary>Whose name and tax details stand on a provider's documents.</summary>
/// <param name="LegalName">Of the person or company.</param>
/// <param name="AddressLines">Street, then town and post code.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="VatNumber">When registered.</param>
/// <param name="RegistrationBody">The professional register, such as <c>HCPC</c>.</param>
/// <param name="RegistrationNumber">The number in it.</param>
public sealed record BillingBody(
    string LegalName,
    IReadOnlyList<string> AddressLines,
    string Country,
    string? VatNumber = null,
    string? RegistrationBody = null,
    string? RegistrationNumber = null
);

/// <summary>A provider's own profile and where it stands (MKT-01, MKT-02).</summary>
public sealed record MyProfileAnswer(
    ProviderId ProviderId,
    string DisplayName,
    string PrimaryCategory,
    string TimeZone,
    IReadOnlyList<string> Modes,
    string Bio,
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Qualifications,
    IReadOnlyList<string> Jurisdictions,
    string? Gender,
    BillingBody? Billing,
    bool HasPhoto,
    int CompletenessPercent,
    int ListingThresholdPercent,
    IReadOnlyList<string> Missing,
    bool Applied,
    bool Cleared,
    bool Listed,
    long Version
)
{
    internal static MyProfileAnswer Of(ProviderProfile profile, int threshold) =>
        new(
            profile.Id,
            profile.DisplayName,
            profile.PrimaryCategory,
            profile.TimeZone,
            DeliveryModeNames.Of((DeliveryModes)profile.Modes),
            profile.Bio,
            [.. profile.Specialties],
            [.. profile.Languages],
            profile.Qualifications,
            profile.Jurisdictions,
            profile.Gender,
            profile.LegalName == ""
                ? null
                : new BillingBody(
                    profile.LegalName,
                    profile.AddressLines,
                    profile.BillingCountry,
                    profile.VatNumber,
                    profile.RegistrationBody,
                    profile.RegistrationNumber
                ),
            profile.HasPhoto,
            profile.Completeness,
            threshold,
            ProfileCompleteness.MissingFrom(profile),
            profile.AppliedAt is not null,
            profile.Cleared,
            profile.IsListed(threshold),
            profile.Version
        );
}

internal static class ProfileErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "marketplace.profile-not-found",
        "There is no such provider profile."
    );

    public static Error Incomplete(ProviderProfile profile, int threshold) =>
        Error
            .Refused("marketplace.profile-incomplete", "Your profile is not complete enough yet to be reviewed.")
            .With("missing", ProfileCompleteness.MissingFrom(profile))
            .With("completenessPercent", profile.Completeness)
            .With("listingThresholdPercent", threshold);
}
