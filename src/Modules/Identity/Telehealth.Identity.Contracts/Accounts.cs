using System.Text.Json.Serialization;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Contracts;

/// <summary>
/// Somebody signed up and must prove the address. Carries no link: who sends the mail asks
/// <see cref="GetConfirmationLink"/> when sending.
/// </summary>
/// <param name="PersonId">The person, not confirmed yet.</param>
[WireName("identity.confirmation-requested.v1")]
public sealed record ConfirmationRequestedV1(PersonId PersonId) : IIntegrationEvent;

/// <summary>
/// Somebody tried to sign up with the address of an account that is confirmed already. The owner is told by mail;
/// whoever tried
/// saw the same answer as for a new address.
/// </summary>
/// <param name="PersonId">The owner of the address.</param>
[WireName("identity.sign-up-repeated.v1")]
public sealed record SignUpRepeatedV1(PersonId PersonId) : IIntegrationEvent;

/// <summary>
/// Somebody asked for a new password (or a staff account waits for its first). Carries no link: who sends the mail
/// asks <see cref="GetPasswordResetLink"/> when sending.
/// </summary>
/// <param name="PersonId">The owner of the address.</param>
[WireName("identity.password-reset-requested.v1")]
public sealed record PasswordResetRequestedV1(PersonId PersonId) : IIntegrationEvent;

/// <summary>
/// The link that confirms a person's address, made afresh each time; any of them works until one is used.
/// </summary>
/// <remarks>Errors: <c>identity.already-confirmed</c> (drop the mail), <c>identity.person-unknown</c>.</remarks>
/// <param name="PersonId">The person.</param>
[InternalRequest]
public sealed record GetConfirmationLink(PersonId PersonId) : IQuery<AccountLink>;

/// <summary>The link that sets a new password, made afresh each time; any of them works until one is used.</summary>
/// <remarks>Errors: <c>identity.person-unknown</c>.</remarks>
/// <param name="PersonId">The person.</param>
[InternalRequest]
public sealed record GetPasswordResetLink(PersonId PersonId) : IQuery<AccountLink>;

/// <summary>
/// Somebody wants to prove the own phone number. Carries neither number nor code: who sends the text message asks
/// <see cref="GetPhoneCode"/> when sending.
/// </summary>
/// <param name="PersonId">The owner of the number.</param>
[WireName("identity.phone-code-requested.v1")]
public sealed record PhoneCodeRequestedV1(PersonId PersonId) : IIntegrationEvent;

/// <summary>The code that proves a phone number, good for about nine minutes by the system's clock.</summary>
/// <remarks>
/// Errors: <c>identity.nothing-to-prove</c> (drop the message), <c>identity.person-unknown</c>.
/// </remarks>
/// <param name="PersonId">The person.</param>
/// <param name="Phone">E.164: the number the code is sent to, and the only one it proves.</param>
[InternalRequest]
public sealed record GetPhoneCode(PersonId PersonId, string Phone) : IQuery<PhoneCode>;

/// <summary>A code that goes into the text message and nowhere else.</summary>
/// <param name="Code">Six digits.</param>
public sealed record PhoneCode([property: JsonIgnore] string Code)
{
    /// <summary>Stars, so that a log shows none.</summary>
    public override string ToString() => "***";
}

/// <summary>A link that holds a secret: goes into the mail and nowhere else, no log, no event, no table.</summary>
/// <param name="Url">Absolute address under the public origin.</param>
/// <param name="ExpiresAt">By the system's clock.</param>
public sealed record AccountLink(Uri Url, Instant ExpiresAt)
{
    /// <summary>Without the secret, so that a log shows none.</summary>
    public override string ToString() => $"{nameof(AccountLink)} until {ExpiresAt}";
}

/// <summary>A password or key on its way in: prints as stars.</summary>
/// <param name="Value">The secret.</param>
public sealed record Secret([property: JsonIgnore] string Value)
{
    /// <summary>Stars.</summary>
    public override string ToString() => "***";
}

/// <summary>What somebody signs up as.</summary>
public enum AccountType
{
    /// <summary>Books sessions.</summary>
    Client,

    /// <summary>Gives sessions.</summary>
    Provider,
}

/// <summary>
/// Opens an account that waits for confirmation of its address. The answer is the same whether or not the address is
/// taken; a taken one gets a mail instead (ACC-01).
/// </summary>
/// <param name="Email">The address.</param>
/// <param name="Password">At least 10 characters, none of the common ones.</param>
/// <param name="DisplayName">As the person wants to be called; 1 to 80 characters.</param>
/// <param name="AccountType">Client or provider.</param>
/// <param name="DateOfBirth">
/// In the past. Without it nothing can be booked; under age a guardian consents before any session (COM-04).
/// </param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone, such as <c>Europe/London</c>.</param>
/// <param name="Language">BCP 47, such as <c>en-GB</c>.</param>
/// <param name="Phone">E.164, or null.</param>
/// <param name="NameOnDocuments">In Latin letters; needed when the name is not in them.</param>
[Anonymous]
public sealed record SignUp(
    string Email,
    [property: JsonIgnore] Secret Password,
    string DisplayName,
    AccountType AccountType,
    LocalDate? DateOfBirth,
    string Country,
    string TimeZone,
    string Language,
    string? Phone,
    string? NameOnDocuments = null
) : ICommand<Done>;

/// <summary>Proves the address with the token of the mail's link; the person is registered from then on.</summary>
/// <remarks>Errors: <c>identity.link-invalid</c>.</remarks>
/// <param name="PersonId">The person.</param>
/// <param name="Token">The token of <see cref="AccountLink.Url"/>'s query.</param>
[Anonymous]
public sealed record ConfirmEmail(PersonId PersonId, [property: JsonIgnore] Secret Token) : ICommand<Done>;

/// <summary>
/// Opens an account for somebody who works for the platform. Without a password the person gets a mail to set one; a
/// second factor is asked for at the first sign-in unless given. Roles that take two administrators are proposed and
/// not given, unless the platform itself opens the account (the demo data, the verb of the host).
/// </summary>
/// <remarks>
/// Errors: <c>identity.address-taken</c>, <c>identity.role-unknown</c>, <c>identity.roles-clash</c>.
/// </remarks>
/// <param name="Email">The address, taken as proven.</param>
/// <param name="DisplayName">Name; 1 to 80 characters.</param>
/// <param name="Roles">Roles of ACC-02, at least one.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Password">Known from the start, or null.</param>
/// <param name="TotpKey">Base32 key of the second factor, enrolled from the start, or null.</param>
[Needs("identity.staff.manage")]
public sealed record CreateStaffAccount(
    string Email,
    string DisplayName,
    IReadOnlyList<string> Roles,
    string Country,
    string TimeZone,
    string Language,
    [property: JsonIgnore] Secret? Password = null,
    [property: JsonIgnore] Secret? TotpKey = null
) : ICommand<StaffAccountAnswer>;

/// <summary>The new staff account.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Proposed">The roles that wait for a second administrator.</param>
public sealed record StaffAccountAnswer(PersonId PersonId, IReadOnlyList<string> Proposed);

/// <summary>
/// Step-up: the signed-in person proves once more, with a fresh code of the authenticator, that it is still the one at
/// the keyboard, before something grave such as approving a payout. A code works once.
/// </summary>
/// <remarks>
/// Errors, all 422: <c>identity.code-wrong</c>, <c>identity.second-factor-missing</c>, and after too many failures
/// <c>identity.too-many-tries</c>. Failures count together with those of signing in. Send it with the command's own
/// step key, so that a command that runs again does not ask for a second code.
/// </remarks>
/// <param name="PersonId">The person who acts.</param>
/// <param name="Code">Six digits.</param>
[InternalRequest]
public sealed record CheckStepUp(PersonId PersonId, [property: JsonIgnore] Secret Code) : ICommand<Done>;
