using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The client gets the receipt by mail (RCP-01).</summary>
[Consumer("notifications.mail-receipt", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class MailReceiptOnIssued(Outgoing outgoing) : IReaction<ReceiptIssuedV1>
{
    public Task On(ReceiptIssuedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ClientId,
            MessageKind.ReceiptIssued,
            new MessageFacts
            {
                Document = integrationEvent.DocumentId,
                DocumentNumber = integrationEvent.Number,
                Booking = integrationEvent.BookingId,
                Other = integrationEvent.ProviderId.Person,
            },
            ct
        );
}
