using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

internal sealed class ListInvoicesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/admin/invoices",
                async (string? state, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (Cursor.Check(after, limit) ?? StateFilter.Check<InvoiceState>(state)) is { } refused
                        ? Answers.Problem(refused)
                        : (
                            await sender.Send(
                                new ListInvoices(
                                    StateFilter.Read<InvoiceState>(state),
                                    after,
                                    limit ?? Cursor.UsualItems
                                ),
                                ct
                            )
                        ).ToHttp()
            )
            .WithName("ListInvoices")
            .WithSummary("Lists the invoices providers sent, the longest waiting first")
            .WithTags("Payouts")
            .Answers<Page<ReceivedInvoiceAnswer>>(StatusCodes.Status200OK, 403);
}

[Needs("wallet.payouts.read")]
internal sealed record ListInvoices(InvoiceState? State, string? After, int Limit)
    : IQuery<Page<ReceivedInvoiceAnswer>>;

internal sealed class ListInvoicesHandler(WalletDbContext db) : IQueryHandler<ListInvoices, Page<ReceivedInvoiceAnswer>>
{
    public async Task<Result<Page<ReceivedInvoiceAnswer>>> Handle(ListInvoices query, CancellationToken ct)
    {
        var after = Cursor.TryDecode(query.After, out var sequence) ? sequence : 0;
        var wanted = db.ReceivedInvoices.AsNoTracking().Where(x => x.Sequence > after);
        if (query.State is { } state)
        {
            wanted = wanted.Where(x => x.State == state);
        }

        var rows = await wanted.OrderBy(x => x.Sequence).Take(query.Limit + 1).ToListAsync(ct);
        return Page<ReceivedInvoiceAnswer>.Of(rows, query.Limit, ReceivedInvoiceAnswer.Of, x => x.Sequence);
    }
}
