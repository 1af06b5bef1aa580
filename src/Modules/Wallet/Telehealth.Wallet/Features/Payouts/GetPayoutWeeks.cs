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

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class GetPayoutWeeksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/payouts/weeks",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new GetPayoutWeeks(), ct)).ToHttp()
            )
            .WithName("GetPayoutWeeks")
            .WithSummary("Shows what the batches of the last half year were worth, by pay day and currency")
            .WithTags("Payouts")
            .Answers<PayoutWeeksAnswer>(StatusCodes.Status200OK, 403);
}

/// <summary>What went to the bank.</summary>
/// <param name="Currencies">Every currency that occurs, in the order of the amounts.</param>
/// <param name="Weeks">One entry per pay day, oldest first.</param>
public sealed record PayoutWeeksAnswer(IReadOnlyList<Currency> Currencies, IReadOnlyList<PayoutWeek> Weeks);

/// <summary>What went to the bank for one day.</summary>
/// <param name="PayDate">The day.</param>
/// <param name="Amounts">One amount per currency, zero where nothing was paid.</param>
public sealed record PayoutWeek(LocalDate PayDate, IReadOnlyList<Money> Amounts);

[Needs("wallet.payouts.read")]
internal sealed record GetPayoutWeeks : IQuery<PayoutWeeksAnswer>;

internal sealed class GetPayoutWeeksHandler(WalletDbContext db, PayoutCalendar calendar, IClock clock)
    : IQueryHandler<GetPayoutWeeks, PayoutWeeksAnswer>
{
    private const int Weeks = 26;

    public async Task<Result<PayoutWeeksAnswer>> Handle(GetPayoutWeeks query, CancellationToken ct)
    {
        var from = calendar.DayOf(clock.GetCurrentInstant()).PlusWeeks(-Weeks);
        var rows = await db
            .PayoutBatches.AsNoTracking()
            .Where(x => x.State == PayoutBatchState.Sent || x.State == PayoutBatchState.Closed)
            .Where(x => x.PayDate.CompareTo(from) >= 0)
            .ToListAsync(ct);
        var currencies = rows.Select(x => x.Total.Currency)
            .Distinct()
            .OrderBy(x => x.Code, StringComparer.Ordinal)
            .ToList();
        return new PayoutWeeksAnswer(
            currencies,
            [
                .. rows.GroupBy(x => x.PayDate)
                    .OrderBy(x => x.Key)
                    .Select(day => new PayoutWeek(day.Key, [.. currencies.Select(x => Sum(day, x))])),
            ]
        );
    }

    private static Money Sum(IEnumerable<PayoutBatch> batches, Currency currency) =>
        batches
            .Where(x => x.Total.Currency == currency)
            .Aggregate(Money.Zero(currency), (sum, batch) => sum + batch.Total);
}
