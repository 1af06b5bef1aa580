using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The code goes to the number that is to be proven (ACC-04).</summary>
[Consumer("notifications.text-phone-code", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class TextCodeOnPhoneCodeRequested(Outgoing outgoing) : IReaction<PhoneCodeRequestedV1>
{
    public Task On(PhoneCodeRequestedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(integrationEvent.PersonId, MessageKind.PhoneCode, new MessageFacts(), ct);
}
