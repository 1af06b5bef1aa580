using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.Waiting;
using Telehealth.Receipts.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>
/// A provider under an agreement withdraws what the platform's sales earned: the platform issues the provider's invoice
/// (RCP-05), which counts as received with its number. Without an agreement in force there is no invoice: Wallet is
/// told, and waits for the provider's own.
/// </summary>
[Consumer("receipts.issue-self-billed-invoice", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class IssueSelfBilledInvoiceOnWithdrawal(
    ReceiptsDbContext db,
    IWork work,
    ISender sender,
    Numbering numbering,
    Letterhead letterhead,
    SelfBilledComposer composer,
    IClock clock
) : IReaction<WithdrawalRequestedV1>
{
    private Supplier? provider;

    public async Task Prepare(WithdrawalRequestedV1 integrationEvent, CancellationToken ct)
    {
        if (integrationEvent.Mode != InvoiceMode.SelfBilled || integrationEvent.InvoiceAmount.Minor <= 0)
        {
            return;
        }

        provider = await sender.Ask(new GetSupplier(integrationEvent.ProviderId), ct);
        await numbering.EnsureSeries(Issuer.KeyOf(provider.ProviderId), DocumentKind.SelfBilledInvoice, ct);
    }

    public async Task On(WithdrawalRequestedV1 integrationEvent, CancellationToken ct)
    {
        if (provider is null)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var agreement = await AgreementInForce(provider, now, ct);
        // The money does not wait for a name: what the provider agreed under stands, or the provider's own invoice.
        provider = provider.CanBePrinted ? provider : agreement?.Named(provider);
        if (agreement is null || provider is not { CanBePrinted: true })
        {
            var refused = new SelfBillingRefusedV1(integrationEvent.WithdrawalId, integrationEvent.ProviderId);
            work.Publish(refused, $"withdrawal:{integrationEvent.WithdrawalId}", version: 1);
            return;
        }

        var issuer = Issuer.KeyOf(provider.ProviderId);
        var number = await numbering.Next(issuer, DocumentKind.SelfBilledInvoice, ct);
        var lines = integrationEvent.Lines.Select(x => x with { ServiceName = PrintedNames.Service(x.ServiceName) });
        var data = composer.Invoice(
            integrationEvent with
            {
                Lines = [.. lines],
            },
            provider,
            agreement,
            number.Text,
            now
        );
        var concerns = (integrationEvent.ProviderId, integrationEvent.WithdrawalId);
        var document = IssuedDocument.SelfBilledInvoice(number, data, now, concerns);
        db.Documents.Add(document);
        db.Renderings.Add(DocumentRendering.Of(document.Id));
        work.Publish(Issued(document, concerns), $"withdrawal:{integrationEvent.WithdrawalId}", version: 1);
    }

    // An agreement that names another tax number ends here for good: going back to the old number does not revive it.
    private async Task<SelfBillingAgreement?> AgreementInForce(Supplier supplier, Instant now, CancellationToken ct)
    {
        var id = supplier.ProviderId;
        var open = db.Agreements.AsNoTracking().Where(x => x.ProviderId == id && x.EndedAt == null);
        var agreement = await open.FirstOrDefaultAsync(ct);
        if (agreement is not null && !agreement.Names(supplier))
        {
            await open.Where(x => x.Sequence == agreement.Sequence)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(x => x.EndedAt, now)
                            .SetProperty(x => x.EndReason, AgreementEnd.TaxNumberChanged),
                    ct
                );
            return null;
        }

        var today = now.InZone(letterhead.PlatformZone).Date;
        return agreement?.InForce(supplier, today) == true ? agreement : null;
    }

    private static SelfBilledInvoiceIssuedV1 Issued(
        IssuedDocument document,
        (ProviderId Provider, WithdrawalId Withdrawal) concerns
    ) => new(concerns.Withdrawal, document.Id, document.Number, concerns.Provider, document.Total, document.IssuedAt);
}
