using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Whoever signed up gets the link that proves the address.</summary>
[Consumer("notifications.mail-confirmation", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class MailConfirmationOnRequested(Outgoing outgoing) : IReaction<ConfirmationRequestedV1>
{
    public Task On(ConfirmationRequestedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(integrationEvent.PersonId, MessageKind.ConfirmEmail, new MessageFacts(), ct);
}
