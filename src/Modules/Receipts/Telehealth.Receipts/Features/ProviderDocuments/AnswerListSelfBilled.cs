using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.ProviderDocuments;

internal sealed class ListSelfBilledValidator : AbstractValidator<ListSelfBilled>
{
    public ListSelfBilledValidator() => RuleFor(x => x.Take).InclusiveBetween(1, 1000);
}

/// <summary>Self-billed invoices and their withdrawals in order of issue, for Wallet's check across modules.</summary>
internal sealed class ListSelfBilledHandler(ReceiptsDbContext db)
    : IQueryHandler<ListSelfBilled, IReadOnlyList<SelfBilledWithdrawal>>
{
    public async Task<Result<IReadOnlyList<SelfBilledWithdrawal>>> Handle(ListSelfBilled query, CancellationToken ct)
    {
        var last = query.After is { } after
            ? await db.Documents.Where(x => x.Id == after).Select(x => x.Sequence).FirstOrDefaultAsync(ct)
            : 0;
        var rows = await db
            .Documents.AsNoTracking()
            .Where(x => x.Kind == DocumentKind.SelfBilledInvoice && x.Sequence > last)
            .OrderBy(x => x.Sequence)
            .Take(query.Take)
            .Select(x => new
            {
                x.Id,
                x.WithdrawalId,
                x.TotalMinor,
                x.Currency,
            })
            .ToListAsync(ct);
        return Result<IReadOnlyList<SelfBilledWithdrawal>>.Ok([
            .. rows.Select(x => new SelfBilledWithdrawal(
                x.Id,
                x.WithdrawalId!.Value,
                new(x.TotalMinor, Currency.Of(x.Currency))
            )),
        ]);
    }
}
