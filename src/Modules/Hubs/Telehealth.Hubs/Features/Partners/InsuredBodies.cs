using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>Whom the partner insures. The partner has the person's consent to hand this over.</summary>
/// <param name="Name">1 to 80 characters.</param>
/// <param name="Phone">E.164, such as +4791234567.</param>
/// <param name="DateOfBirth">The date of birth.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of where the person lives.</param>
/// <param name="Language">The language of the visits, BCP 47.</param>
/// <param name="PolicyReference">The partner's own reference of the policy; 1 to 80 characters.</param>
/// <param name="ConsentReference">The partner's own reference of the consent; 1 to 80 characters.</param>
/// <param name="PackageVisits">How many visits the package has.</param>
/// <param name="Email">Where the confirmation goes, if there is one.</param>
/// <param name="TimeZone">IANA zone; left out, the usual one of the country.</param>
/// <param name="NameOnDocuments">In Latin letters, 1 to 80 characters; needed when the name is not in them.</param>
public sealed record InsuredBody(
    string Name,
    string Phone,
    LocalDate DateOfBirth,
    string Country,
    string Language,
    string PolicyReference,
    string ConsentReference,
    int PackageVisits,
    string? Email = null,
    string? TimeZone = null,
    string? NameOnDocuments = null
)
{
    // Without a word of it, so that no log shows it.
    /// <inheritdoc/>
    public override string ToString() => nameof(InsuredBody);
}

/// <summary>An insured person.</summary>
/// <param name="InsuredId">Bookings are made for this id.</param>
/// <param name="VisitsAvailable">Visits that may be booked now.</param>
/// <param name="VisitsReserved">Visits set aside for bookings.</param>
public sealed record InsuredAnswer(PersonId InsuredId, long VisitsAvailable, long VisitsReserved);
