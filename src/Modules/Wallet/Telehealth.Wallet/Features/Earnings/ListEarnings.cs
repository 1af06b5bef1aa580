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
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Earnings;

internal sealed class ListEarningsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/earnings",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListEarnings(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListEarnings")
            .WithSummary("Lists what the signed-in provider earned, newest first, each with its whole split")
            .WithTags("Wallet")
            .Answers<Page<EarningAnswer>>(StatusCodes.Status200OK, 403);
}

/// <summary>What one session brought its provider.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="Outcome">What became of the session.</param>
/// <param name="SuppliedAt">Its start, or when it was cancelled late.</param>
/// <param name="EarnedAt">When the money moved.</param>
/// <param name="Price">What the client or its sponsor pays.</param>
/// <param name="CommissionNet">The platform's commission without VAT.</param>
/// <param name="CommissionVat">The VAT on it.</param>
/// <param name="ProviderShare">What the provider takes home.</param>
/// <param name="PlatformSupplied">True when the platform sold the session: withdrawing it needs an invoice.</param>
/// <param name="OutcomeRow">
/// Which row of the outcome table made it, such as <c>1.held.wallet</c>: version, outcome and what paid.
/// </param>
/// <param name="State">How far the money has come.</param>
/// <param name="AvailableAt">From when it may be withdrawn, by the channel's policy.</param>
/// <param name="Available">What of it can be withdrawn now.</param>
/// <param name="OnItsWay">What of it was withdrawn and is not paid yet.</param>
/// <param name="Paid">What of it the bank has paid.</param>
/// <param name="Reason">Why it is not paid yet, or paid when it is.</param>
/// <param name="Withdrawals">The withdrawals that took of it, oldest first.</param>
public sealed record EarningAnswer(
    BookingId BookingId,
    string BookingNumber,
    PaidOutcome Outcome,
    Instant SuppliedAt,
    Instant EarnedAt,
    Money Price,
    Money CommissionNet,
    Money CommissionVat,
    Money ProviderShare,
    bool PlatformSupplied,
    string OutcomeRow,
    EarningState State,
    Instant AvailableAt,
    Money Available,
    Money OnItsWay,
    Money Paid,
    PayoutReason Reason,
    IReadOnlyList<EarningWithdrawal> Withdrawals
);

/// <summary>What a withdrawal took of an earning.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="Reference">What stands on the bank statement.</param>
/// <param name="Amount">How much of this earning it took.</param>
/// <param name="State">How far the withdrawal has come.</param>
/// <param name="ExpectedOn">The day it is paid, or was, as things stand; null while that is open.</param>
/// <param name="Reason">Why then.</param>
public sealed record EarningWithdrawal(
    WithdrawalId WithdrawalId,
    string Reference,
    Money Amount,
    WithdrawalState State,
    LocalDate? ExpectedOn,
    PayoutReason Reason
);

internal sealed record ListEarnings(string? After, int Limit) : IQuery<Page<EarningAnswer>>;

internal sealed class ListEarningsHandler(WalletDbContext db, PayoutCalendar calendar, IWork work, IClock clock)
    : IQueryHandler<ListEarnings, Page<EarningAnswer>>
{
    public async Task<Result<Page<EarningAnswer>>> Handle(ListEarnings query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return WithdrawalErrors.NotAProvider;
        }

        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var provider = ProviderId.Of(person);
        var rows = await db
            .Earnings.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var taken = await TakenOf([.. rows.Take(query.Limit).Select(x => x.Sequence)], ct);
        return Page<EarningAnswer>.Of(rows, query.Limit, x => Answer(x, [.. taken[x.Sequence]]), x => x.Sequence);
    }

    private async Task<ILookup<long, EarningWithdrawal>> TakenOf(List<long> lines, CancellationToken ct)
    {
        var rows = await (
            from part in db.Allocations.AsNoTracking()
            join withdrawal in db.Withdrawals.AsNoTracking() on part.WithdrawalId equals withdrawal.Id
            where lines.Contains(part.EarningSequence)
            orderby withdrawal.Sequence
            select new
            {
                part.EarningSequence,
                part.AmountMinor,
                Withdrawal = withdrawal,
            }
        ).ToListAsync(ct);
        var today = calendar.DayOf(clock.GetCurrentInstant());
        return rows.ToLookup(
            x => x.EarningSequence,
            x =>
            {
                var forecast = PayoutForecast.Of(x.Withdrawal, calendar, today);
                return new EarningWithdrawal(
                    x.Withdrawal.Id,
                    x.Withdrawal.Reference,
                    new Money(x.AmountMinor, x.Withdrawal.Amount.Currency),
                    x.Withdrawal.State,
                    forecast.ExpectedOn,
                    forecast.Reason
                );
            }
        );
    }

    private static EarningAnswer Answer(EarningLine line, IReadOnlyList<EarningWithdrawal> withdrawals)
    {
        var whereabouts = EarningWhereabouts.Of(line, withdrawals);
        var currency = Currency.Of(line.Currency);
        return new(
            line.BookingId,
            line.BookingNumber,
            OutcomeTable.PaidBy(line.OutcomeRow),
            line.SuppliedAt,
            line.EarnedAt,
            new(line.PriceMinor, currency),
            new(line.CommissionNetMinor, currency),
            new(line.CommissionVatMinor, currency),
            line.Share,
            line.PlatformSupplied,
            line.OutcomeRow,
            whereabouts.State,
            line.AvailableAt,
            whereabouts.Available,
            whereabouts.OnItsWay,
            whereabouts.Paid,
            whereabouts.Reason,
            withdrawals
        );
    }
}
