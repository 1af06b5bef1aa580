using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The provider hears that the bank paid (WAL-11).</summary>
[Consumer("notifications.tell-payout-paid", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnPayoutPaid(Outgoing outgoing) : IReaction<PayoutPaidV1>
{
    public Task On(PayoutPaidV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.PayoutPaid,
            new MessageFacts
            {
                Withdrawal = integrationEvent.WithdrawalId,
                Reference = integrationEvent.Reference,
                Amount = integrationEvent.Amount,
            },
            ct
        );
}
