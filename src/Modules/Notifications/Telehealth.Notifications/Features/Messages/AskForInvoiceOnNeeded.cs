using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>A provider whose self-billing ended meanwhile hears that its own invoice is needed (WAL-08).</summary>
[Consumer("notifications.ask-for-invoice-after-all", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class AskForInvoiceOnNeeded(Outgoing outgoing) : IReaction<InvoiceNeededV1>
{
    public Task On(InvoiceNeededV1 needed, CancellationToken ct) =>
        outgoing.Tell(
            needed.ProviderId.Person,
            MessageKind.InvoiceAwaited,
            new MessageFacts
            {
                Withdrawal = needed.WithdrawalId,
                Reference = needed.Reference,
                Amount = needed.InvoiceAmount,
            },
            ct
        );
}
