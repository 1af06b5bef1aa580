using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Earnings;

internal sealed class GetEarningsSummaryEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/earnings/summary",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetEarningsSummary(), ct)).ToHttp()
            )
            .WithName("GetEarningsSummary")
            .WithSummary("Shows what the signed-in provider may withdraw, what is maturing, on its way and paid")
            .WithTags("Wallet")
            .Answers<EarningsSummary>(StatusCodes.Status200OK, 403);
}

/// <summary>A provider's earnings at a glance.</summary>
/// <param name="Currencies">One per currency anything was earned in, by code; empty before the first session.</param>
public sealed record EarningsSummary(IReadOnlyList<CurrencyEarnings> Currencies);

/// <summary>A provider's earnings in one currency.</summary>
/// <param name="Available">What can be withdrawn now.</param>
/// <param name="Maturing">What can be withdrawn later.</param>
/// <param name="OnItsWay">What was withdrawn and is not paid yet.</param>
/// <param name="Paid">What the bank has paid.</param>
/// <param name="NextMaturityAt">When something becomes available next, or null.</param>
/// <param name="Minimum">The least a withdrawal may be.</param>
public sealed record CurrencyEarnings(
    Money Available,
    Money Maturing,
    Money OnItsWay,
    Money Paid,
    Instant? NextMaturityAt,
    Money Minimum
);

internal sealed record GetEarningsSummary : IQuery<EarningsSummary>;

internal sealed class GetEarningsSummaryHandler(WalletDbContext db, IOptions<WalletOptions> options, IWork work)
    : IQueryHandler<GetEarningsSummary, EarningsSummary>
{
    public async Task<Result<EarningsSummary>> Handle(GetEarningsSummary query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return WithdrawalErrors.NotAProvider;
        }

        var provider = ProviderId.Of(person);
        var available = await db
            .Withdrawables.AsNoTracking()
            .Where(x => x.ProviderId == provider)
            .ToDictionaryAsync(x => x.Currency, x => x.AmountMinor, ct);
        var maturing = await db
            .Earnings.Where(x => x.ProviderId == provider)
            .GroupBy(x => x.Currency)
            .Select(x => new
            {
                Currency = x.Key,
                Minor = x.Sum(y => y.MaturedAt == null ? y.ShareMinor : 0),
                NextAt = x.Min(y => y.MaturedAt == null ? (Instant?)y.AvailableAt : null),
            })
            .ToListAsync(ct);
        var withdrawn = await db
            .Withdrawals.Where(x => x.ProviderId == provider && x.State != WithdrawalState.Returned)
            .GroupBy(x => new { x.Currency, Paid = x.State == WithdrawalState.Paid })
            .Select(x => new
            {
                x.Key.Currency,
                x.Key.Paid,
                Minor = x.Sum(y => y.AmountMinor),
            })
            .ToListAsync(ct);
        return new EarningsSummary([
            .. maturing
                .OrderBy(x => x.Currency, StringComparer.Ordinal)
                .Select(x => new CurrencyEarnings(
                    Of(x.Currency, available.GetValueOrDefault(x.Currency)),
                    Of(x.Currency, x.Minor),
                    Of(x.Currency, withdrawn.Where(y => y.Currency == x.Currency && !y.Paid).Sum(y => y.Minor)),
                    Of(x.Currency, withdrawn.Where(y => y.Currency == x.Currency && y.Paid).Sum(y => y.Minor)),
                    x.NextAt,
                    Of(x.Currency, options.Value.Payouts.MinimumOf(x.Currency))
                )),
        ]);
    }

    private static Money Of(string currency, long minor) => new(minor, Currency.Of(currency));
}
