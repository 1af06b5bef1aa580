using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class GetFridayEndpoint : IEndpoint
{
    private static readonly Error NotADay = Error.Invalid("wallet.date", "date", "Write a day as 2027-03-26.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/payouts/friday",
                async (string? date, ISender sender, CancellationToken ct) =>
                    date is null ? (await sender.Send(new GetFriday(null), ct)).ToHttp()
                    : LocalDatePattern.Iso.Parse(date).TryGetValue(default, out var day)
                        ? (await sender.Send(new GetFriday(day), ct)).ToHttp()
                    : Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(NotADay)
            )
            .WithName("GetFriday")
            .WithSummary("Shows what would be paid by a day, what is blocked and why, and whether the money is there")
            .WithDescription("A dry run: it changes nothing. Without a date it is for the next payout Friday.")
            .WithTags("Payouts")
            .Answers<FridayAnswer>(StatusCodes.Status200OK, 403);
}

/// <summary>What is due by a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Currencies">One entry per currency in which anything is due, or on its way.</param>
public sealed record FridayAnswer(LocalDate Date, IReadOnlyList<FridayCurrency> Currencies);

/// <summary>What is due in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PayDate">The day to gather its batch for: a business day of its payment scheme, never one that is
/// over.</param>
/// <param name="PayingAccounts">Ids of the accounts that pay in it; empty when none is configured.</param>
/// <param name="Payable">The sum of what may be paid.</param>
/// <param name="Blocked">The sum of what may not.</param>
/// <param name="AtBank">What the ledger says is at the bank.</param>
/// <param name="OnItsWay">Sent, and not answered for.</param>
/// <param name="InBatches">In batches the bank does not have yet.</param>
/// <param name="Shortfall">What is missing at the bank to pay all of it (WAL-20); zero when it suffices.</param>
/// <param name="Withdrawals">Each withdrawal, oldest first; at most 1000.</param>
public sealed record FridayCurrency(
    Currency Currency,
    LocalDate PayDate,
    IReadOnlyList<string> PayingAccounts,
    Money Payable,
    Money Blocked,
    Money AtBank,
    Money OnItsWay,
    Money InBatches,
    Money Shortfall,
    IReadOnlyList<FridayWithdrawal> Withdrawals
);

/// <summary>A withdrawal that is due.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="ProviderId">Whose.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Amount">How much.</param>
/// <param name="PayoutDate">The day it is due.</param>
/// <param name="PayeeName">The holder of the account, or null without bank details.</param>
/// <param name="MaskedAccount">Where to, masked, or null without bank details.</param>
/// <param name="Block">Why it is not paid, or null.</param>
/// <param name="RestsUntil">Until when payouts rest after a change of bank details, or null.</param>
public sealed record FridayWithdrawal(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    Money Amount,
    LocalDate PayoutDate,
    string? PayeeName,
    string? MaskedAccount,
    PayoutBlock? Block,
    Instant? RestsUntil
);

[Needs("wallet.payouts.read")]
internal sealed record GetFriday(LocalDate? Date) : IQuery<FridayAnswer>;

internal sealed class GetFridayHandler(
    WalletDbContext db,
    DuePayouts due,
    PayingAccounts accounts,
    PayoutCalendar calendar,
    IClock clock
) : IQueryHandler<GetFriday, FridayAnswer>
{
    private const int MostShown = 1_000;

    public async Task<Result<FridayAnswer>> Handle(GetFriday query, CancellationToken ct)
    {
        var date = query.Date ?? calendar.NextRun(Today);
        var payouts = await due.WithPayees(await due.Due(date, null, MostShown, ct), ct);
        var tails = await TailBalances.Read(db, ct);
        var inBatches = await db
            .Withdrawals.Where(x => x.State == WithdrawalState.InBatch)
            .GroupBy(x => x.Currency)
            .Select(x => new { Currency = x.Key, Minor = x.Sum(y => y.AmountMinor) })
            .ToDictionaryAsync(x => x.Currency, x => x.Minor, ct);
        var currencies = payouts
            .Select(x => x.Withdrawal.Currency)
            .Concat(inBatches.Keys)
            .Concat(
                tails.Where(x => x.Key.Account == Accounts.PayoutInTransit && x.Value != 0).Select(x => x.Key.Commodity)
            )
            .Distinct()
            .Order(StringComparer.Ordinal);
        return new FridayAnswer(date, [.. currencies.Select(x => Of(Currency.Of(x), date, payouts, tails, inBatches))]);
    }

    private FridayCurrency Of(
        Currency currency,
        LocalDate date,
        List<DuePayout> payouts,
        Dictionary<(string Account, string Commodity), long> tails,
        Dictionary<string, long> inBatches
    )
    {
        var own = payouts.FindAll(x => x.Withdrawal.Currency == currency.Code);
        Money Sum(bool blocked) =>
            new(own.Where(x => x.Block is not null == blocked).Sum(x => x.Withdrawal.AmountMinor), currency);
        var atBank = new Money(tails.GetValueOrDefault((Accounts.Bank, currency.Code)), currency);
        var onItsWay = new Money(-tails.GetValueOrDefault((Accounts.PayoutInTransit, currency.Code)), currency);
        var waiting = new Money(inBatches.GetValueOrDefault(currency.Code), currency);
        var missing = Sum(blocked: false) + waiting + onItsWay - atBank;
        return new(
            currency,
            calendar.In(currency.Code).RunFor(date, Today),
            [.. accounts.In(currency).Select(x => x.Id)],
            Sum(blocked: false),
            Sum(blocked: true),
            atBank,
            onItsWay,
            waiting,
            missing.IsNegative ? Money.Zero(currency) : missing,
            [.. own.Select(Of)]
        );
    }

    private static FridayWithdrawal Of(DuePayout payout) =>
        new(
            payout.Withdrawal.Id,
            payout.Withdrawal.ProviderId,
            payout.Withdrawal.Reference,
            payout.Withdrawal.Amount,
            payout.Withdrawal.PayoutDate!.Value,
            payout.Payee?.Name,
            payout.MaskedAccount,
            payout.Block,
            payout.RestsUntil
        );

    private LocalDate Today => calendar.DayOf(clock.GetCurrentInstant());
}
