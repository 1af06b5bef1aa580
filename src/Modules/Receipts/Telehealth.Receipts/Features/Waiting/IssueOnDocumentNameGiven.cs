using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.ProviderDocuments;
using Telehealth.Receipts.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Features.Waiting;

/// <summary>
/// Issues a document that waited, as its event would have: number and date of today, the supply's own date. Should
/// another name be missing, it waits on.
/// </summary>
[Consumer("receipts.issue-waiting-document", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class IssueOnDocumentNameGiven(
    ReceiptsDbContext db,
    IssueReceiptOnCoverPosted receipts,
    IssueCommissionInvoiceOnCoverPosted commissions,
    IssueRemittanceOnPayoutSent advices,
    IClock clock
) : IReaction<DocumentNameGivenV1>
{
    private Func<Task>? issue;

    public async Task Prepare(DocumentNameGivenV1 given, CancellationToken ct)
    {
        var owed = await Waiting(given).AsNoTracking().FirstOrDefaultAsync(ct);
        issue = owed?.Kind switch
        {
            null => null,
            DocumentKind.Receipt => await Ready(receipts, owed, ct),
            DocumentKind.CommissionInvoice => await Ready<CoverPostedV1>(commissions, owed, ct),
            DocumentKind.RemittanceAdvice => await Ready(advices, owed, ct),
            _ => throw new InvalidOperationException($"A {owed.Kind} never waits for a name."),
        };
    }

    public async Task On(DocumentNameGivenV1 given, CancellationToken ct)
    {
        if (issue is null || await Waiting(given).FirstOrDefaultAsync(ct) is not { } owed)
        {
            return;
        }

        await issue();
        if (db.Documents.Local.Any(x => x.Id == owed.Id))
        {
            owed.Issued(clock.GetCurrentInstant());
        }
    }

    private IQueryable<WaitingDocument> Waiting(DocumentNameGivenV1 given) =>
        db.Waiting.Where(x => x.Id == given.DocumentId && x.IssuedAt == null);

    private static async Task<Func<Task>> Ready<TEvent>(
        IReaction<TEvent> reaction,
        WaitingDocument owed,
        CancellationToken ct
    )
        where TEvent : BuildingBlocks.IIntegrationEvent
    {
        var answered = JsonSerializer.Deserialize<TEvent>(owed.Event, ApiJson.Options)!;
        await reaction.Prepare(answered, ct);
        return () => reaction.On(answered, ct);
    }
}
