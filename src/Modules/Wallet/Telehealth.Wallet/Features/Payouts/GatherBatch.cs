using FluentValidation;
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
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class GatherBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches",
                async (GatherBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(new GatherBatch(body.Date, body.PayingAccount), ct, http.IdempotencyKey())
                    ).ToHttp(x => Results.Created($"/api/v1/wallet/payout-batches/{x.Id}", x))
            )
            .WithName("GatherPayoutBatch")
            .WithSummary("Gathers every withdrawal that is due and not blocked into a batch")
            .WithDescription(
                "At most 500, the oldest first: what is left comes with the next batch. A paying account has one "
                    + "batch at a time that is not approved."
            )
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status201Created, 403, 409, 422)
            .Idempotent();
}

/// <summary>What to gather.</summary>
/// <param name="Date">The day the money is to arrive; withdrawals due until then are gathered.</param>
/// <param name="PayingAccount">Id of the account it goes out of; its currency decides which withdrawals.</param>
public sealed record GatherBody(LocalDate Date, string PayingAccount);

[Needs("wallet.payouts.prepare")]
internal sealed record GatherBatch(LocalDate Date, string PayingAccount)
    : ICommand<BatchAnswer>,
        IRequireIdempotencyKey;

internal sealed class GatherBatchValidator : AbstractValidator<GatherBatch>
{
    public GatherBatchValidator(PayoutCalendar calendar, PayingAccounts accounts, IClock clock)
    {
        RuleFor(x => x.PayingAccount).NotEmpty().MaximumLength(40);
        RuleFor(x => x.Date)
            .Must(
                (x, date) =>
                    accounts.Find(x.PayingAccount ?? "") is not { } account
                    || calendar.In(account.Currency.Code).IsBusinessDay(date)
            )
            .WithMessage("Banks do not work on this day.")
            .Must(x => x >= calendar.DayOf(clock.GetCurrentInstant()))
            .WithMessage("This day is over.")
            .Must(x => x <= calendar.DayOf(clock.GetCurrentInstant()).PlusDays(30))
            .WithMessage("Banks take orders up to 30 days ahead.");
    }
}

internal sealed class GatherBatchHandler(
    WalletDbContext db,
    DuePayouts due,
    PayingAccounts accounts,
    FrozenOrders orders,
    ExecutionDates dates,
    IWork work,
    IClock clock
) : ICommandHandler<GatherBatch, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(GatherBatch command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } by)
        {
            return PayoutBatchErrors.NotPersonal;
        }

        if (accounts.Find(command.PayingAccount) is not { } account)
        {
            return PayoutBatchErrors.AccountUnknown;
        }

        var id = new PayoutBatchId(work.DerivedId("batch"));
        var payouts = await Prepare(id, command.Date, account, ct);
        await work.Begin(ct);
        if (await IsOneOpen(db, account.Id, ct))
        {
            return PayoutBatchErrors.OneOpenAlready;
        }

        var batch = new PayoutBatch(id, account.Id, account.Currency, command.Date, by, clock.GetCurrentInstant());
        await Join(batch, payouts, ct);
        if (batch.Count == 0)
        {
            return PayoutBatchErrors.NothingDue;
        }

        db.PayoutBatches.Add(batch);
        db.BatchFacts.Add(new(id, BatchStep.Gathered, work.Actor.Key, batch.PreparedAt));
        // Two gather at once: the unique indexes let one in, the other looks again at what is left.
        await work.FlushOrRunAgain(ct);
        return BatchAnswer.Of(batch, dates);
    }

    private async Task<Dictionary<WithdrawalId, Payout>> Prepare(
        PayoutBatchId id,
        LocalDate date,
        PayingAccount account,
        CancellationToken ct
    )
    {
        var found = new Dictionary<WithdrawalId, Payout>();
        foreach (var payout in await due.Payable(date, account.Currency.Code, ct))
        {
            var withdrawal = payout.Withdrawal;
            var sealedPayee = await orders.Seal(id, withdrawal.Id, payout.Payee!, ct);
            found[withdrawal.Id] = new(id, withdrawal, sealedPayee, payout.Payee!.Hash, payout.MaskedAccount!);
        }

        return found;
    }

    /// <summary>A paying account has one batch at a time that is not approved.</summary>
    public static Task<bool> IsOneOpen(WalletDbContext db, string account, CancellationToken ct) =>
        db.PayoutBatches.AnyAsync(
            x =>
                x.PayingAccount == account
                && (x.State == PayoutBatchState.Gathered || x.State == PayoutBatchState.Reviewed),
            ct
        );

    private async Task Join(PayoutBatch batch, Dictionary<WithdrawalId, Payout> payouts, CancellationToken ct)
    {
        var ids = payouts.Keys.ToList();
        var withdrawals = await db
            .Withdrawals.Where(x => ids.Contains(x.Id) && x.State == WithdrawalState.Scheduled)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        foreach (var withdrawal in withdrawals)
        {
            if (withdrawal.Join(batch.Id) is null)
            {
                var payout = payouts[withdrawal.Id];
                batch.Add(payout);
                db.Payouts.Add(payout);
            }
        }
    }
}
