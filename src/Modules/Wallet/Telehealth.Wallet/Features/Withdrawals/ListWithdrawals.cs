using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Withdrawals;

internal sealed class ListWithdrawalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/withdrawals",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListWithdrawals(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListWithdrawals")
            .WithSummary("Lists the signed-in provider's withdrawals, newest first")
            .WithTags("Withdrawals")
            .Answers<Page<WithdrawalAnswer>>(StatusCodes.Status200OK, 403);
}

internal sealed record ListWithdrawals(string? After, int Limit) : IQuery<Page<WithdrawalAnswer>>;

internal sealed class ListWithdrawalsHandler(WalletDbContext db, PayoutCalendar calendar, IWork work, IClock clock)
    : IQueryHandler<ListWithdrawals, Page<WithdrawalAnswer>>
{
    public async Task<Result<Page<WithdrawalAnswer>>> Handle(ListWithdrawals query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return WithdrawalErrors.NotAProvider;
        }

        var provider = ProviderId.Of(person);
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .Withdrawals.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var now = clock.GetCurrentInstant();
        return Page<WithdrawalAnswer>.Of(
            rows,
            query.Limit,
            x => WithdrawalAnswer.Of(x, calendar, now),
            x => x.Sequence
        );
    }
}
