using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The provider hears when it is paid (WAL-09).</summary>
[Consumer("notifications.tell-payout-scheduled", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnPayoutScheduled(Outgoing outgoing) : IReaction<PayoutScheduledV1>
{
    public Task On(PayoutScheduledV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.PayoutScheduled,
            new MessageFacts
            {
                Withdrawal = integrationEvent.WithdrawalId,
                Reference = integrationEvent.Reference,
                Amount = integrationEvent.Amount,
                Day = integrationEvent.PayoutDate,
            },
            ct
        );
}
