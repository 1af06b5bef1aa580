using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The provider hears why its invoice was not accepted, and sends another (WAL-09).</summary>
[Consumer("notifications.tell-invoice-rejected", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnInvoiceRejected(Outgoing outgoing) : IReaction<InvoiceRejectedV1>
{
    public Task On(InvoiceRejectedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.InvoiceRejected,
            new MessageFacts
            {
                Withdrawal = integrationEvent.WithdrawalId,
                Reference = integrationEvent.Reference,
                ReasonCode = integrationEvent.ReasonCode,
            },
            ct
        );
}
