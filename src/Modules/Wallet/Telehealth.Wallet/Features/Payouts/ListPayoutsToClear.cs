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

internal sealed class ListPayoutsToClearEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/payouts/to-clear",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused)
                        : (await sender.Send(new ListPayoutsToClear(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListPayoutsToClear")
            .WithSummary("Lists the payouts whose outcome is unknown or needs eyes, the longest waiting first")
            .WithDescription("None of them is sent again before it is cleared up.")
            .WithTags("Payouts")
            .Answers<Page<PayoutToClear>>(StatusCodes.Status200OK, 403);
}

/// <summary>A payout somebody has to clear up.</summary>
/// <param name="BatchId">Its batch.</param>
/// <param name="MessageId">What the bank calls the batch.</param>
/// <param name="WithdrawalId">The withdrawal it pays.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="Amount">How much.</param>
/// <param name="Outcome">Unknown or NeedsEyes.</param>
public sealed record PayoutToClear(
    PayoutBatchId BatchId,
    string MessageId,
    WithdrawalId WithdrawalId,
    string Reference,
    Money Amount,
    PayoutOutcome Outcome
)
{
    internal static PayoutToClear Of(Payout payout) =>
        new(
            payout.BatchId,
            PayoutBatch.MessageIdOf(payout.BatchId),
            payout.WithdrawalId,
            payout.Reference,
            payout.Amount,
            payout.Outcome
        );
}

[Needs("wallet.payouts.read")]
internal sealed record ListPayoutsToClear(string? After, int Limit) : IQuery<Page<PayoutToClear>>;

internal sealed class ListPayoutsToClearHandler(WalletDbContext db)
    : IQueryHandler<ListPayoutsToClear, Page<PayoutToClear>>
{
    public async Task<Result<Page<PayoutToClear>>> Handle(ListPayoutsToClear query, CancellationToken ct)
    {
        var after = Cursor.TryDecode(query.After, out var sequence) ? sequence : 0;
        var rows = await db
            .Payouts.AsNoTracking()
            .Where(x => x.LeftAt == null && x.Sequence > after)
            .Where(x => x.Outcome == PayoutOutcome.Unknown || x.Outcome == PayoutOutcome.NeedsEyes)
            .OrderBy(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        return Page<PayoutToClear>.Of(rows, query.Limit, PayoutToClear.Of, x => x.Sequence);
    }
}
