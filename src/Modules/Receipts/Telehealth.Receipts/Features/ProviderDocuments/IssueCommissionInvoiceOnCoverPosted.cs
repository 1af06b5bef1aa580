using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.Waiting;
using Telehealth.Receipts.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>
/// An agency session was paid: the platform invoices the provider for the commission that was kept (RCP-08), with net
/// and VAT as they were posted. A session the platform sells, to the client or to a
/// sponsor, has no commission.
/// </summary>
[Consumer("receipts.issue-commission-invoice", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class IssueCommissionInvoiceOnCoverPosted(
    ReceiptsDbContext db,
    ISender sender,
    Numbering numbering,
    WaitingRoom room,
    CommissionComposer composer,
    IClock clock
) : IReaction<CoverPostedV1>
{
    private (Supplier Provider, int VatBasisPoints)? facts;

    public async Task Prepare(CoverPostedV1 integrationEvent, CancellationToken ct)
    {
        var (net, vat) = (integrationEvent.Split.CommissionNet, integrationEvent.Split.CommissionVat);
        if (integrationEvent.Funding != FundingKind.Wallet)
        {
            return;
        }

        var asked = new GetChannelPolicy(integrationEvent.PolicyId, integrationEvent.PolicyVersion);
        var policy = await sender.Ask(asked, ct);
        if (policy.SupplyModel != SupplyModel.Agency || net.Minor + vat.Minor == 0)
        {
            return;
        }

        facts = (await sender.Ask(new GetSupplier(integrationEvent.ProviderId), ct), policy.CommissionVatBasisPoints);
        await numbering.EnsureSeries(Issuer.PlatformKey, DocumentKind.CommissionInvoice, ct);
    }

    public async Task On(CoverPostedV1 integrationEvent, CancellationToken ct)
    {
        if (facts is not var (provider, rate))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        if (provider.Missing() is { } name)
        {
            var id = (IssuedDocument.CommissionOf(integrationEvent.CoverId), DocumentKind.CommissionInvoice);
            var (cover, reference) = (integrationEvent.CoverId, integrationEvent.BookingNumber);
            var about = ((PersonId?)null, integrationEvent.ProviderId, cover, reference);
            var total = integrationEvent.Split.CommissionNet + integrationEvent.Split.CommissionVat;
            var json = JsonSerializer.Serialize(integrationEvent, ApiJson.Options);
            await room.Wait(WaitingDocument.For(id, name, about, total, json, now), ct);
            return;
        }

        var number = await numbering.Next(Issuer.PlatformKey, DocumentKind.CommissionInvoice, ct);
        var printed = integrationEvent with { ServiceName = PrintedNames.Service(integrationEvent.ServiceName) };
        var data = composer.Invoice(printed, provider, rate, number.Text, now);
        var concerns = (integrationEvent.ProviderId, integrationEvent.BookingId, integrationEvent.CoverId);
        var document = IssuedDocument.CommissionInvoice(number, data, now, concerns);
        db.Documents.Add(document);
        db.Renderings.Add(DocumentRendering.Of(document.Id));
    }
}
