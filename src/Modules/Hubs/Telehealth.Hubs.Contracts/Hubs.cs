using System.Text.Json.Serialization;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Contracts;

/// <summary>
/// A provider is invited to a hub (HUB-02). Carries neither address nor link: who sends the mail asks
/// <see cref="GetHubAddress"/> and <see cref="GetHubInvitationLink"/>. Partition: the invitation.
/// </summary>
/// <param name="InvitationId">The invitation.</param>
/// <param name="HubId">The hub.</param>
[WireName("hubs.provider-invited.v1")]
public sealed record ProviderInvitedV1(Guid InvitationId, HubId HubId) : IIntegrationEvent;

/// <summary>A hub is open to its members; its providers are told (HUB-02). Partition: the hub.</summary>
/// <param name="HubId">The hub.</param>
/// <param name="Providers">Who is in it.</param>
[WireName("hubs.hub-went-live.v1")]
public sealed record HubWentLiveV1(HubId HubId, IReadOnlyList<ProviderId> Providers) : IIntegrationEvent;

/// <summary>
/// Somebody claims to work for a hub's employer and needs a code at the work address (HUB-03). Partition: the claim.
/// </summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="PersonId">Who claims.</param>
[WireName("hubs.membership-code-requested.v1")]
public sealed record MembershipCodeRequestedV1(Guid ClaimId, PersonId PersonId) : IIntegrationEvent;

/// <summary>Where a mail about an invitation or a claim goes; asked when it is sent.</summary>
/// <remarks>Errors: <c>hubs.nothing-to-send</c> (drop the mail).</remarks>
/// <param name="Id">The invitation or the claim.</param>
[InternalRequest]
public sealed record GetHubAddress(Guid Id) : IQuery<HubAddress>;

/// <summary>Where a mail about an invitation or a claim goes.</summary>
/// <param name="Email">The address.</param>
/// <param name="HubName">The hub's name.</param>
public sealed record HubAddress(string Email, string HubName);

/// <summary>
/// The link of an invitation, made afresh each time; any of them works until one is used or the invitation expires.
/// </summary>
/// <remarks>Errors: <c>hubs.nothing-to-send</c> (drop the mail).</remarks>
/// <param name="InvitationId">The invitation.</param>
[InternalRequest]
public sealed record GetHubInvitationLink(Guid InvitationId) : ICommand<HubInvitationLink>;

/// <summary>A link that holds a secret: goes into the mail and nowhere else, no log, no event, no table.</summary>
/// <param name="Path">On the public origin.</param>
/// <param name="ExpiresAt">By the business clock.</param>
public sealed record HubInvitationLink([property: JsonIgnore] string Path, Instant ExpiresAt)
{
    /// <summary>Without the secret, so that a log shows none.</summary>
    public override string ToString() => $"{nameof(HubInvitationLink)} until {ExpiresAt}";
}

/// <summary>The code that proves a work address, made afresh each time; only the newest counts.</summary>
/// <remarks>Errors: <c>hubs.nothing-to-send</c> (drop the mail).</remarks>
/// <param name="ClaimId">The claim.</param>
[InternalRequest]
public sealed record GetMembershipCode(Guid ClaimId) : ICommand<MembershipCode>;

/// <summary>Six digits for the mail and nothing else.</summary>
/// <param name="Code">The digits.</param>
public sealed record MembershipCode([property: JsonIgnore] string Code)
{
    /// <summary>Without the digits, so that a log shows none.</summary>
    public override string ToString() => nameof(MembershipCode);
}

/// <summary>A hub as mails and pages of other modules name it.</summary>
/// <remarks>Errors: <c>hubs.hub-not-found</c>.</remarks>
/// <param name="HubId">The hub.</param>
[InternalRequest]
public sealed record GetHubName(HubId HubId) : IQuery<HubName>;

/// <summary>A hub as mails and pages of other modules name it.</summary>
/// <param name="Name">The hub's name.</param>
/// <param name="Employer">Where its members work.</param>
public sealed record HubName(string Name, string Employer);
