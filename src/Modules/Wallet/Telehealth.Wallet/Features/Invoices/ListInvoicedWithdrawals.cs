using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

internal sealed class ListInvoicedWithdrawalsHandler(WalletDbContext db)
    : IQueryHandler<ListInvoicedWithdrawals, IReadOnlyList<InvoicedWithdrawal>>
{
    public async Task<Result<IReadOnlyList<InvoicedWithdrawal>>> Handle(
        ListInvoicedWithdrawals query,
        CancellationToken ct
    )
    {
        var after = query.After is { } last
            ? await db.Withdrawals.Where(x => x.Id == last).Select(x => (long?)x.Sequence).FirstOrDefaultAsync(ct) ?? 0
            : 0;
        var rows = await db
            .Withdrawals.AsNoTracking()
            .Where(x => x.Sequence > after && x.InvoiceMinor > 0)
            .OrderBy(x => x.Sequence)
            .Take(query.Take)
            .ToListAsync(ct);
        return Result<IReadOnlyList<InvoicedWithdrawal>>.Ok([
            .. rows.Select(x => new InvoicedWithdrawal(x.Id, x.Mode, x.InvoiceAmount)),
        ]);
    }
}
