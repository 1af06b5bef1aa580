using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Waiting;
using Telehealth.Receipts.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>
/// The client paid and the provider earned: the document gets its number and its words in one transaction, and a row
/// that asks for its PDF (RCP-01, RCP-02). Rendering and mail follow by themselves.
/// </summary>
[Consumer("receipts.issue-receipt", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class IssueReceiptOnCoverPosted(
    ReceiptsDbContext db,
    ISender sender,
    Numbering numbering,
    WaitingRoom room,
    ReceiptComposer composer,
    IClock clock
) : IReaction<CoverPostedV1>
{
    private ReceiptFacts? facts;

    public async Task Prepare(CoverPostedV1 integrationEvent, CancellationToken ct)
    {
        // A sponsor has one invoice for all of them; its people are not told what it pays.
        if (integrationEvent.Funding != FundingKind.Wallet)
        {
            return;
        }

        var policy = await sender.Ask(
            new GetChannelPolicy(integrationEvent.PolicyId, integrationEvent.PolicyVersion),
            ct
        );
        facts = new ReceiptFacts(
            await sender.Ask(new GetSupplier(integrationEvent.ProviderId), ct),
            await sender.Ask(new GetPerson(integrationEvent.ClientId), ct),
            await sender.Ask(new GetPerson(integrationEvent.ProviderId.Person), ct),
            policy.SupplyModel
        );
        await numbering.EnsureSeries(facts.IssuerKey, DocumentKind.Receipt, ct);
    }

    public async Task On(CoverPostedV1 integrationEvent, CancellationToken ct)
    {
        if (facts is null)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var (client, provider) = (integrationEvent.ClientId, integrationEvent.ProviderId);
        if (facts.Missing() is { } name)
        {
            var id = (IssuedDocument.ReceiptOf(integrationEvent.CoverId), DocumentKind.Receipt);
            var about = (client, provider, integrationEvent.CoverId, integrationEvent.BookingNumber);
            var total = integrationEvent.Split.Price;
            var json = JsonSerializer.Serialize(integrationEvent, ApiJson.Options);
            await room.Wait(WaitingDocument.For(id, name, about, total, json, now), ct);
            return;
        }

        var number = await numbering.Next(facts.IssuerKey, DocumentKind.Receipt, ct);
        var printed = integrationEvent with { ServiceName = PrintedNames.Service(integrationEvent.ServiceName) };
        var data = composer.Receipt(printed, facts.AsPrinted(), number.Text, now);
        var concerns = (client, provider, integrationEvent.BookingId, integrationEvent.CoverId);
        var document = IssuedDocument.Receipt(number, data, now, concerns);
        db.Documents.Add(document);
        db.Renderings.Add(DocumentRendering.Of(document.Id));
    }
}
