using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Contracts;

/// <summary>A person confirmed the email address and may act from now on.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Roles">The roles the person signed up with (<see cref="BuildingBlocks.Roles"/>).</param>
[WireName("identity.person-registered.v1")]
public sealed record PersonRegisteredV1(PersonId PersonId, IReadOnlyList<string> Roles) : IIntegrationEvent;

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
/// <param name="Email">The address; proven once <see cref="PersonRegisteredV1"/> was published.</param>
/// <param name="Phone">E.164, or null; verified or not see <paramref name="PhoneVerified"/>.</param>
/// <param name="PhoneVerified">Only a verified number gets SMS (ACC-04).</param>
/// <param name="Language">BCP 47, such as <c>en-GB</c>.</param>
/// <param name="TimeZone">IANA zone, such as <c>Europe/London</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record PersonCard(
    PersonId PersonId,
    string DisplayName,
    string Email,
    string? Phone,
    bool PhoneVerified,
    string Language,
    string TimeZone,
    string Country
);
