using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The provider hears why the bank did not pay, and that the money is available again (WAL-11).</summary>
[Consumer("notifications.tell-payout-returned", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnPayoutReturned(Outgoing outgoing) : IReaction<PayoutReturnedV1>
{
    public Task On(PayoutReturnedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.PayoutReturned,
            new MessageFacts
            {
                Withdrawal = integrationEvent.WithdrawalId,
                Reference = integrationEvent.Reference,
                Amount = integrationEvent.Amount,
                ReasonCode = integrationEvent.ReasonCode,
            },
            ct
        );
}
