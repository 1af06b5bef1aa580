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

/// <summary>Receipts and their covers in order of issue, for Wallet's check across modules.</summary>
internal sealed class ListReceiptedCoversHandler(ReceiptsDbContext db)
    : IQueryHandler<ListReceiptedCovers, IReadOnlyList<ReceiptedCover>>
{
    public async Task<Result<IReadOnlyList<ReceiptedCover>>> Handle(ListReceiptedCovers query, CancellationToken ct)
    {
        // Ids have no order that all engines agree on; the sequence of issue has.
        var last = query.After is { } after
            ? await db.Documents.Where(x => x.Id == after).Select(x => x.Sequence).FirstOrDefaultAsync(ct)
            : 0;
        var rows = await db
            .Documents.AsNoTracking()
            .Where(x => x.Kind == DocumentKind.Receipt && x.Sequence > last)
            .OrderBy(x => x.Sequence)
            .Take(query.Take)
            .Select(x => new
            {
                x.Id,
                x.CoverId,
                x.TotalMinor,
                x.Currency,
            })
            .ToListAsync(ct);
        return Result<IReadOnlyList<ReceiptedCover>>.Ok([
            .. rows.Select(x => new ReceiptedCover(x.Id, x.CoverId!.Value, new(x.TotalMinor, Currency.Of(x.Currency)))),
        ]);
    }
}
