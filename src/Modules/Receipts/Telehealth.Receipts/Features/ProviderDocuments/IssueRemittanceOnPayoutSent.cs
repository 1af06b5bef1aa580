using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
/// The bank has the order: the provider gets a remittance advice that says what is paid. A payout of nothing but the
/// platform's sales needs none; its invoice says the same.
/// </summary>
[Consumer("receipts.issue-remittance-advice", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class IssueRemittanceOnPayoutSent(
    ReceiptsDbContext db,
    ISender sender,
    Numbering numbering,
    WaitingRoom room,
    RemittanceComposer composer,
    IClock clock
) : IReaction<PayoutSentV1>
{
    private Supplier? provider;

    public async Task Prepare(PayoutSentV1 integrationEvent, CancellationToken ct)
    {
        if (integrationEvent.Lines.All(x => x.PlatformSupplied))
        {
            return;
        }

        provider = await sender.Ask(new GetSupplier(integrationEvent.ProviderId), ct);
        await numbering.EnsureSeries(Issuer.PlatformKey, DocumentKind.RemittanceAdvice, ct);
    }

    public async Task On(PayoutSentV1 integrationEvent, CancellationToken ct)
    {
        // An order that is handed to the bank a second time is still the one payout.
        var source = IssuedDocument.PayoutOf(integrationEvent.WithdrawalId);
        if (provider is null || await db.Documents.AnyAsync(x => x.SourceKey == source, ct))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        if (provider.Missing() is { } name)
        {
            var id = (IssuedDocument.AdviceOf(integrationEvent.WithdrawalId), DocumentKind.RemittanceAdvice);
            var about = ((PersonId?)null, integrationEvent.ProviderId, (CoverId?)null, integrationEvent.Reference);
            var json = JsonSerializer.Serialize(integrationEvent, ApiJson.Options);
            await room.Wait(WaitingDocument.For(id, name, about, integrationEvent.Amount, json, now), ct);
            return;
        }

        var earlier = await Earlier(integrationEvent, ct);
        var number = await numbering.Next(Issuer.PlatformKey, DocumentKind.RemittanceAdvice, ct);
        var lines = integrationEvent.Lines.Select(x => x with { ServiceName = PrintedNames.Service(x.ServiceName) });
        var data = composer.Advice(integrationEvent with { Lines = [.. lines] }, provider, earlier, number.Text, now);
        var concerns = (integrationEvent.ProviderId, integrationEvent.WithdrawalId);
        var document = IssuedDocument.RemittanceAdvice(number, data, now, concerns);
        db.Documents.Add(document);
        db.Renderings.Add(DocumentRendering.Of(document.Id));
    }

    private async Task<IReadOnlyList<EarlierDocument>> Earlier(PayoutSentV1 payout, CancellationToken ct)
    {
        var provider = payout.ProviderId;
        string[] references = [.. payout.Lines.Select(x => x.BookingNumber).Append(payout.Reference).Distinct()];
        var found = await db
            .Documents.AsNoTracking()
            .Where(x => x.ProviderId == provider && references.Contains(x.Reference))
            .Where(x => x.Kind != DocumentKind.CreditNote && !db.Documents.Any(note => note.CorrectsId == x.Id))
            .OrderBy(x => x.Sequence)
            .Select(x => new
            {
                x.Kind,
                x.Number,
                x.Reference,
                x.TotalMinor,
                x.Currency,
            })
            .ToListAsync(ct);
        return
        [
            .. found.Select(x => new EarlierDocument(
                x.Kind,
                x.Number,
                x.Reference,
                new Money(x.TotalMinor, Currency.Of(x.Currency))
            )),
        ];
    }
}
