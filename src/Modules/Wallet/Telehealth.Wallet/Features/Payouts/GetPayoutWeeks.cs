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
            .WithSummary("Shows what the bank paid in the last half year, by pay day and currency")
            .WithTags("Payouts")
            .Answers<PayoutWeeksAnswer>(StatusCodes.Status200OK, 403);
}

/// <summary>What the bank paid; neither what it refused or sent back nor what it has not answered for.</summary>
/// <param name="Currencies">Every currency that occurs, in the order of the amounts.</param>
/// <param name="Weeks">One entry per pay day, oldest first.</param>
public sealed record PayoutWeeksAnswer(IReadOnlyList<Currency> Currencies, IReadOnlyList<PayoutWeek> Weeks);

/// <summary>What the bank paid of the batches of one day.</summary>
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
        var since = calendar.DayOf(clock.GetCurrentInstant()).PlusWeeks(-Weeks);
        var rows = await (
            from payout in db.Payouts.AsNoTracking()
            join batch in db.PayoutBatches.AsNoTracking() on payout.BatchId equals batch.Id
            where payout.Outcome == PayoutOutcome.Settled && batch.PayDate.CompareTo(since) >= 0
            group payout.AmountMinor by new { batch.PayDate, batch.Currency } into day
            select new
            {
                day.Key.PayDate,
                day.Key.Currency,
                Minor = day.Sum(),
            }
        ).ToListAsync(ct);
        var currencies = rows.Select(x => Currency.Of(x.Currency))
            .Distinct()
            .OrderBy(x => x.Code, StringComparer.Ordinal)
            .ToList();
        var paid = rows.ToDictionary(x => (x.PayDate, x.Currency), x => x.Minor);
        return new PayoutWeeksAnswer(
            currencies,
            [
                .. rows.Select(x => x.PayDate)
                    .Distinct()
                    .Order()
                    .Select(day => new PayoutWeek(
                        day,
                        [.. currencies.Select(x => new Money(paid.GetValueOrDefault((day, x.Code)), x))]
                    )),
            ]
        );
    }
}
