using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Whoever asked for a new password gets the link to set one.</summary>
[Consumer("notifications.mail-password-reset", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class MailResetOnRequested(Outgoing outgoing) : IReaction<PasswordResetRequestedV1>
{
    public Task On(PasswordResetRequestedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(integrationEvent.PersonId, MessageKind.ResetPassword, new MessageFacts(), ct);
}
