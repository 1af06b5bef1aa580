using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Hubs.Contracts;
using Telehealth.Notifications.Domain;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>A provider is invited to a hub by mail, with or without an account (HUB-02).</summary>
[Consumer("notifications.mail-hub-invitation", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class MailInvitationOnProviderInvited(Outgoing outgoing) : IReaction<ProviderInvitedV1>
{
    public Task On(ProviderInvitedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            // Nobody's account: the address belongs to the invitation.
            new PersonId(Ids.Derive("hub-invitation", integrationEvent.InvitationId.ToString())),
            MessageKind.HubInvitation,
            new MessageFacts { Hub = integrationEvent.HubId, HubInvitation = integrationEvent.InvitationId },
            ct
        );
}

/// <summary>The code goes to the work address that is to be proven (HUB-03).</summary>
[Consumer("notifications.mail-membership-code", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class MailCodeOnMembershipClaimed(Outgoing outgoing) : IReaction<MembershipCodeRequestedV1>
{
    public Task On(MembershipCodeRequestedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.PersonId,
            MessageKind.MembershipCode,
            new MessageFacts { HubClaim = integrationEvent.ClaimId },
            ct
        );
}

/// <summary>Every provider of a hub hears that it is live (HUB-02).</summary>
[Consumer("notifications.tell-hub-live", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProvidersOnHubLive(Outgoing outgoing) : IReaction<HubWentLiveV1>
{
    public async Task On(HubWentLiveV1 integrationEvent, CancellationToken ct)
    {
        foreach (var provider in integrationEvent.Providers)
        {
            var facts = new MessageFacts { Hub = integrationEvent.HubId };
            await outgoing.Tell(provider.Person, MessageKind.HubLive, facts, ct);
        }
    }
}

/// <summary>A provider is asked what became of a visit (HUB-16); the link leads into its room.</summary>
[Consumer("notifications.ask-for-outcome", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class AskForOutcomeOnMissing(Outgoing outgoing) : IReaction<OutcomeMissingV1>
{
    public Task On(OutcomeMissingV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.OutcomeMissing,
            new MessageFacts
            {
                Session = BookedSession.IdOf(integrationEvent.BookingId),
                StartsAt = integrationEvent.StartedAt,
                ToProvider = true,
            },
            ct
        );
}
