using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The provider gets commission invoices, self-billed invoices and remittance advices by mail.</summary>
[Consumer("notifications.mail-provider-document", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class MailProviderDocumentOnIssued(Outgoing outgoing) : IReaction<ProviderDocumentIssuedV1>
{
    public Task On(ProviderDocumentIssuedV1 issued, CancellationToken ct) =>
        outgoing.Tell(
            issued.ProviderId.Person,
            MessageKind.ProviderDocument,
            new MessageFacts
            {
                Document = issued.DocumentId,
                DocumentNumber = issued.Number,
                DocumentKind = JsonNamingPolicy.KebabCaseLower.ConvertName(issued.Kind.ToString()),
            },
            ct
        );
}
