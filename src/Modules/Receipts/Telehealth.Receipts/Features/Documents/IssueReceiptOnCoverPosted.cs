using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
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
        var number = await numbering.Next(facts.IssuerKey, DocumentKind.Receipt, ct);
        var data = composer.Receipt(integrationEvent, facts, number.Text, now);
        var (client, provider) = (integrationEvent.ClientId, integrationEvent.ProviderId);
        var concerns = (client, provider, integrationEvent.BookingId, integrationEvent.CoverId);
        var document = IssuedDocument.Receipt(number, data, now, concerns);
        db.Documents.Add(document);
        db.Renderings.Add(DocumentRendering.Of(document.Id));
    }
}
