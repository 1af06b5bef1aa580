using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class ListReceiptedCoversValidator : AbstractValidator<ListReceiptedCovers>
{
    public ListReceiptedCoversValidator() => RuleFor(x => x.Take).InclusiveBetween(1, 1000);
}

/// <summary>
/// Receipts and their covers in order of issue, then those that wait for a name: owed, counted and not lost. For
/// Wallet's check across modules.
/// </summary>
internal sealed class ListReceiptedCoversHandler(ReceiptsDbContext db)
    : IQueryHandler<ListReceiptedCovers, IReadOnlyList<ReceiptedCover>>
{
    public async Task<Result<IReadOnlyList<ReceiptedCover>>> Handle(ListReceiptedCovers query, CancellationToken ct)
    {
        // Ids have no order that all engines agree on; the sequences of issue and of waiting have.
        var (after, take) = (query.After, query.Take);
        var issued = await db.Documents.Where(x => x.Id == after).Select(x => x.Sequence).FirstOrDefaultAsync(ct);
        var waited = await db.Waiting.Where(x => x.Id == after).Select(x => x.Sequence).FirstOrDefaultAsync(ct);
        var covers = new List<ReceiptedCover>();
        if (after is null || issued > 0)
        {
            covers.AddRange(await Issued(issued, take, ct));
            waited = 0;
        }

        if (covers.Count < take)
        {
            covers.AddRange(await Waiting(waited, take - covers.Count, ct));
        }

        return covers;
    }

    private async Task<IEnumerable<ReceiptedCover>> Issued(long last, int take, CancellationToken ct)
    {
        var rows = await db
            .Documents.AsNoTracking()
            .Where(x => x.Kind == DocumentKind.Receipt && x.Sequence > last)
            .OrderBy(x => x.Sequence)
            .Take(take)
            .Select(x => new
            {
                x.Id,
                x.CoverId,
                x.TotalMinor,
                x.Currency,
            })
            .ToListAsync(ct);
        return rows.Select(x => new ReceiptedCover(x.Id, x.CoverId!.Value, new(x.TotalMinor, Currency.Of(x.Currency))));
    }

    private async Task<IEnumerable<ReceiptedCover>> Waiting(long last, int take, CancellationToken ct)
    {
        var rows = await db
            .Waiting.AsNoTracking()
            .Where(x => x.Kind == DocumentKind.Receipt && x.IssuedAt == null && x.Sequence > last)
            .OrderBy(x => x.Sequence)
            .Take(take)
            .ToListAsync(ct);
        return rows.Select(x => new ReceiptedCover(x.Id, x.CoverId!.Value, x.Total));
    }
}
