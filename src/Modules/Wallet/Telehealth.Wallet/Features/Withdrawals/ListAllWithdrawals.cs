using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Withdrawals;

internal sealed class ListAllWithdrawalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/admin/withdrawals",
                async (
                    string? state,
                    Guid? provider,
                    string? after,
                    int? limit,
                    ISender sender,
                    CancellationToken ct
                ) =>
                    (Cursor.Check(after, limit) ?? StateFilter.Check<WithdrawalState>(state)) is { } refused
                        ? Answers.Problem(refused)
                        : (
                            await sender.Send(
                                new ListAllWithdrawals(
                                    StateFilter.Read<WithdrawalState>(state),
                                    provider is { } id ? new ProviderId(id) : null,
                                    after,
                                    limit ?? Cursor.UsualItems
                                ),
                                ct
                            )
                        ).ToHttp()
            )
            .WithName("ListAllWithdrawals")
            .WithSummary("Lists withdrawals for finance, newest first, by state or provider")
            .WithTags("Payouts")
            .Answers<Page<WithdrawalAnswer>>(StatusCodes.Status200OK, 403);
}

[Needs("wallet.payouts.read")]
internal sealed record ListAllWithdrawals(WithdrawalState? State, ProviderId? Provider, string? After, int Limit)
    : IQuery<Page<WithdrawalAnswer>>;

internal sealed class ListAllWithdrawalsHandler(WalletDbContext db, PayoutCalendar calendar, IClock clock)
    : IQueryHandler<ListAllWithdrawals, Page<WithdrawalAnswer>>
{
    public async Task<Result<Page<WithdrawalAnswer>>> Handle(ListAllWithdrawals query, CancellationToken ct)
    {
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var wanted = db.Withdrawals.AsNoTracking().Where(x => x.Sequence < before);
        if (query.State is { } state)
        {
            wanted = wanted.Where(x => x.State == state);
        }

        if (query.Provider is { } provider)
        {
            wanted = wanted.Where(x => x.ProviderId == provider);
        }

        var rows = await wanted.OrderByDescending(x => x.Sequence).Take(query.Limit + 1).ToListAsync(ct);
        var now = clock.GetCurrentInstant();
        return Page<WithdrawalAnswer>.Of(
            rows,
            query.Limit,
            x => WithdrawalAnswer.Of(x, calendar, now),
            x => x.Sequence
        );
    }
}
