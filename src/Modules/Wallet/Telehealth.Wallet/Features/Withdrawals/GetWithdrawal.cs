using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Invoices;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Withdrawals;

internal sealed class GetWithdrawalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/withdrawals/{id:guid}",
                async (Guid id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetWithdrawal(new WithdrawalId(id)), ct)).ToHttp()
            )
            .WithName("GetWithdrawal")
            .WithSummary("Shows a withdrawal of the signed-in provider, what it is made of, and its life")
            .WithTags("Withdrawals")
            .Answers<WithdrawalDetail>(StatusCodes.Status200OK, 404);
}

/// <summary>A withdrawal with all that belongs to it.</summary>
/// <param name="Withdrawal">The withdrawal.</param>
/// <param name="Lines">What it takes, oldest first; the amounts add up.</param>
/// <param name="Invoices">The invoices sent for it, oldest first.</param>
/// <param name="Timeline">What happened, then what comes.</param>
public sealed record WithdrawalDetail(
    WithdrawalAnswer Withdrawal,
    IReadOnlyList<WithdrawalLine> Lines,
    IReadOnlyList<ReceivedInvoiceAnswer> Invoices,
    IReadOnlyList<WithdrawalMoment> Timeline
);

/// <summary>What a withdrawal takes of one earning.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="Outcome">What became of the session.</param>
/// <param name="SuppliedAt">Its start, or when it was cancelled late.</param>
/// <param name="PlatformSupplied">True when the platform sold the session, so that it needs an invoice.</param>
/// <param name="Amount">What the withdrawal takes of it.</param>
/// <param name="Whole">The whole earning; more than the amount when only a part of it is taken.</param>
public sealed record WithdrawalLine(
    BookingId BookingId,
    string BookingNumber,
    PaidOutcome Outcome,
    Instant SuppliedAt,
    bool PlatformSupplied,
    Money Amount,
    Money Whole
);

internal sealed record GetWithdrawal(WithdrawalId Id) : IQuery<WithdrawalDetail>;

internal sealed class GetWithdrawalHandler(WalletDbContext db, PayoutCalendar calendar, IWork work, IClock clock)
    : IQueryHandler<GetWithdrawal, WithdrawalDetail>
{
    public async Task<Result<WithdrawalDetail>> Handle(GetWithdrawal query, CancellationToken ct)
    {
        var row = await db
            .Withdrawals.AsNoTracking()
            .Include(x => x.Allocations)
            .FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        if (row is null || !work.Actor.Is(row.ProviderId.Person))
        {
            return WithdrawalErrors.NotFound;
        }

        var invoices = await db
            .ReceivedInvoices.AsNoTracking()
            .Where(x => x.WithdrawalId == row.Id)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var now = clock.GetCurrentInstant();
        return new WithdrawalDetail(
            WithdrawalAnswer.Of(row, calendar, now),
            await LinesOf(row, ct),
            [.. invoices.Select(ReceivedInvoiceAnswer.Of)],
            WithdrawalTimeline.Of(row, invoices, PayoutForecast.Of(row, calendar, calendar.DayOf(now)))
        );
    }

    private async Task<IReadOnlyList<WithdrawalLine>> LinesOf(Withdrawal row, CancellationToken ct)
    {
        var taken = row.Allocations.ToDictionary(x => x.EarningSequence, x => x.AmountMinor);
        var lines = await db
            .Earnings.AsNoTracking()
            .Where(x => taken.Keys.Contains(x.Sequence))
            .OrderBy(x => x.AvailableAt)
            .ThenBy(x => x.Sequence)
            .ToListAsync(ct);
        var currency = row.Amount.Currency;
        return
        [
            .. lines.Select(x => new WithdrawalLine(
                x.BookingId,
                x.BookingNumber,
                OutcomeTable.PaidBy(x.OutcomeRow),
                x.SuppliedAt,
                x.PlatformSupplied,
                new Money(taken[x.Sequence], currency),
                x.Share
            )),
        ];
    }
}
