using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The owner of an address is told that somebody tried to sign up with it.</summary>
[Consumer("notifications.mail-sign-up-repeated", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class MailOwnerOnSignUpRepeated(Outgoing outgoing) : IReaction<SignUpRepeatedV1>
{
    public Task On(SignUpRepeatedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(integrationEvent.PersonId, MessageKind.SignUpRepeated, new MessageFacts(), ct);
}
