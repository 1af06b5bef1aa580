using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Contracts;

/// <summary>A person confirmed the email address and may act from now on.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Roles">The roles the person signed up with (<see cref="BuildingBlocks.Roles"/>).</param>
[WireName("identity.person-registered.v1")]
public sealed record PersonRegisteredV1(PersonId PersonId, IReadOnlyList<string> Roles) : IIntegrationEvent;

/// <summary>
/// Documents can carry the person's name from now on, and could not before: those that waited for it may be issued.
/// </summary>
/// <param name="PersonId">The person.</param>
[WireName("identity.person-named.v1")]
public sealed record PersonNamedV1(PersonId PersonId) : IIntegrationEvent;

/// <summary>
/// Gives the name documents print for a person of whom they can carry none; a name that is there already stays.
/// </summary>
/// <remarks>Errors: <c>identity.person-unknown</c>.</remarks>
/// <param name="PersonId">The person.</param>
/// <param name="NameOnDocuments">In Latin letters; 1 to 80 characters.</param>
[InternalRequest]
public sealed record NamePerson(PersonId PersonId, string NameOnDocuments) : ICommand<Done>;

/// <summary>How to address and reach a person; asked when a message is sent, never carried in events.</summary>
/// <param name="PersonId">The person.</param>
[InternalRequest]
public sealed record GetPerson(PersonId PersonId) : IQuery<PersonCard>;

/// <summary>Whose address it is, confirmed or not; for the platform's own work only.</summary>
/// <remarks>Errors: <c>identity.person-unknown</c>.</remarks>
/// <param name="Email">The address, in any case.</param>
[InternalRequest]
public sealed record FindPerson(string Email) : IQuery<PersonId>;

/// <summary>How to address and reach a person.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="DisplayName">As the person wants to be called.</param>
/// <param name="Email">
/// The address, proven once <see cref="PersonRegisteredV1"/> was published; empty for an introduced person without one.
/// </param>
/// <param name="Phone">E.164, or null; verified or not see <paramref name="PhoneVerified"/>.</param>
/// <param name="PhoneVerified">Only a verified number gets SMS (ACC-04).</param>
/// <param name="Language">BCP 47, such as <c>en-GB</c>.</param>
/// <param name="TimeZone">IANA zone, such as <c>Europe/London</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="PrintedName">
/// What documents print; null while they can carry no name of the person, who then must give one in Latin letters.
/// </param>
public sealed record PersonCard(
    PersonId PersonId,
    string DisplayName,
    string Email,
    string? Phone,
    bool PhoneVerified,
    string Language,
    string TimeZone,
    string Country,
    string? PrintedName = null
);

/// <summary>A person's date of birth, for the check of age; null when it was never given.</summary>
/// <remarks>Errors: <c>identity.person-unknown</c>.</remarks>
/// <param name="PersonId">The person.</param>
[InternalRequest]
public sealed record GetBirthDate(PersonId PersonId) : IQuery<BirthDate>;

/// <summary>A person's date of birth and where it counts.</summary>
/// <param name="Date">The date, or null.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of where the person lives.</param>
/// <param name="TimeZone">IANA zone, for the day a birthday falls on.</param>
public sealed record BirthDate(LocalDate? Date, string Country, string TimeZone);

/// <summary>
/// Corrects a date of birth by a document somebody of the staff saw; the person cannot change it once it is given.
/// </summary>
/// <remarks>Errors: <c>identity.person-unknown</c>.</remarks>
/// <param name="PersonId">The person.</param>
/// <param name="DateOfBirth">In the past.</param>
[InternalRequest]
public sealed record SetBirthDate(PersonId PersonId, LocalDate DateOfBirth) : ICommand<Done>;

/// <summary>
/// A person without a login, known to a partner or put in by the concierge: can be booked for and mailed, cannot sign
/// in until an account claims it. Idempotent by <paramref name="PersonId"/>.
/// </summary>
/// <param name="PersonId">Derived by the caller.</param>
/// <param name="DisplayName">Name; 1 to 80 characters.</param>
/// <param name="Email">Where to write to, or null.</param>
/// <param name="Phone">E.164, or null; taken as verified by whoever gave it.</param>
/// <param name="DateOfBirth">The date of birth.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="NameOnDocuments">In Latin letters; needed when the name is not in them.</param>
[InternalRequest]
public sealed record IntroducePerson(
    PersonId PersonId,
    string DisplayName,
    string? Email,
    string? Phone,
    LocalDate DateOfBirth,
    string Country,
    string TimeZone,
    string Language,
    string? NameOnDocuments = null
) : ICommand<Done>;

/// <summary>Who holds a role now and is not suspended; for telling everybody of a team.</summary>
/// <param name="Role">One of <see cref="BuildingBlocks.Roles"/>.</param>
[InternalRequest]
public sealed record ListRoleHolders(string Role) : IQuery<IReadOnlyList<PersonId>>;
