using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The client hears that the money arrived.</summary>
[Consumer("notifications.tell-topped-up", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellClientOnToppedUp(Outgoing outgoing) : IReaction<WalletToppedUpV1>
{
    public Task On(WalletToppedUpV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ClientId,
            MessageKind.ToppedUp,
            new MessageFacts { Amount = integrationEvent.Amount },
            ct
        );
}
