using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ListBatchesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/payout-batches",
                async (string? state, string? after, int? limit, ISender sender, CancellationToken ct) =>
                {
                    var asked = QueryWord.Read<PayoutBatchState>("state", state);
                    return (asked.Error ?? Cursor.Check(after, limit)) is { } refused
                        ? Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused)
                        : (
                            await sender.Send(new ListBatches(asked.Value, after, limit ?? Cursor.UsualItems), ct)
                        ).ToHttp();
                }
            )
            .WithName("ListPayoutBatches")
            .WithSummary("Lists the batches of payouts, newest first")
            .WithTags("Payouts")
            .Answers<Page<BatchAnswer>>(StatusCodes.Status200OK, 403);
}

[Needs("wallet.payouts.read")]
internal sealed record ListBatches(PayoutBatchState? State, string? After, int Limit) : IQuery<Page<BatchAnswer>>;

internal sealed class ListBatchesHandler(WalletDbContext db, ExecutionDates dates)
    : IQueryHandler<ListBatches, Page<BatchAnswer>>
{
    public async Task<Result<Page<BatchAnswer>>> Handle(ListBatches query, CancellationToken ct)
    {
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .PayoutBatches.AsNoTracking()
            .Where(x => x.Sequence < before && (query.State == null || x.State == query.State))
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var ids = rows.Select(x => x.Id).ToList();
        var notPaid = await db
            .Payouts.AsNoTracking()
            .Where(x => ids.Contains(x.BatchId) && x.LeftAt == null && Payout.NotPaid.Contains(x.Outcome))
            .GroupBy(x => x.BatchId)
            .Select(x => new { x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        return Page<BatchAnswer>.Of(
            rows,
            query.Limit,
            x => BatchAnswer.Of(x, dates, notPaid.GetValueOrDefault(x.Id)),
            x => x.Sequence
        );
    }
}
