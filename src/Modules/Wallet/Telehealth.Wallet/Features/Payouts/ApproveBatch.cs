using System.Text.Json.Serialization;
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
using Telehealth.Identity.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ApproveBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches/{id:guid}/approve",
                async (Guid id, ApprovalBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new ApproveBatch(new PayoutBatchId(id), body.Version, new Secret(body.Code), body.PayDate),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("ApprovePayoutBatch")
            .WithSummary("Approves a reviewed batch as the second person; from then on nothing in it changes")
            .WithDescription(
                "Whoever gathered, reviewed or changed the batch, or is paid by it, cannot. The code of the "
                    + "authenticator is asked for anew. The day is looked at anew, too: one that is over, or no "
                    + "business day of the payment scheme, moves to the next one, and the approval names the day it "
                    + "is for."
            )
            .WithTags("Payouts")
            .Answers<BatchAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422)
            .Idempotent();
}

/// <summary>The second person's yes.</summary>
/// <param name="Code">A fresh code of the authenticator: six digits.</param>
/// <param name="Version">The batch's version that was looked at; leave it out to approve whatever it is now.</param>
/// <param name="PayDate">
/// The day that was looked at: the batch's payDate. Leave it out to approve the day it was gathered for; an approval of
/// any other day than banks can pay on now is refused, with that day.
/// </param>
public sealed record ApprovalBody(string Code, long? Version = null, LocalDate? PayDate = null);

[Needs("wallet.payouts.approve")]
internal sealed record ApproveBatch(
    PayoutBatchId Id,
    long? Version,
    [property: JsonIgnore] Secret Code,
    LocalDate? PayDate = null
) : ICommand<BatchAnswer>, IRequireIdempotencyKey;

internal sealed class ApproveBatchValidator : AbstractValidator<ApproveBatch>
{
    public ApproveBatchValidator() =>
        RuleFor(x => x.Code).Must(x => StepUpCode.IsWellFormed(x)).WithMessage(StepUpCode.Wanted);
}

internal sealed class ApproveBatchHandler(
    WalletDbContext db,
    SecondPerson second,
    DuePayouts due,
    PayingAccounts accounts,
    FrozenOrders orders,
    ExecutionDates dates,
    ISender sender,
    IWork work,
    IClock clock
) : ICommandHandler<ApproveBatch, BatchAnswer>
{
    public async Task<Result<BatchAnswer>> Handle(ApproveBatch command, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var payouts = await db
            .Payouts.AsNoTracking()
            .Where(x => x.BatchId == batch.Id && x.LeftAt == null)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var payDate = dates.Next(batch);
        if (await Refusal(batch, payouts, command, payDate, ct) is { } refused)
        {
            return refused;
        }

        // Stored under a key of this call: when the database makes us run again, the same code still counts.
        var stepUp = new CheckStepUp(work.Actor.Person!.Value, command.Code);
        if ((await sender.Send(stepUp, ct, work.StepKey("step-up"))).Error is { } wrong)
        {
            return wrong;
        }

        var now = clock.GetCurrentInstant();
        var (sealedOrder, hash) = await orders.Seal(batch.Id, await Order(batch, payDate, payouts, now, ct), ct);
        await work.Begin(ct);
        // The version read above guards it: whoever changed the batch meanwhile makes this run again and look anew.
        var gatheredFor = batch.PayDate;
        if (batch.Approve(work.Actor.Person!.Value, payDate, sealedOrder, hash, now) is { } no)
        {
            return no;
        }

        var detail =
            payDate == gatheredFor ? hash : $"{hash}, moved from {gatheredFor:uuuu-MM-dd} to {payDate:uuuu-MM-dd}";
        db.BatchFacts.Add(new(batch.Id, BatchStep.Approved, work.Actor.Key, now, detail: detail));
        await work.Flush(ct);
        return BatchAnswer.Of(batch, dates);
    }

    private async Task<Error?> Refusal(
        PayoutBatch batch,
        List<Payout> payouts,
        ApproveBatch command,
        LocalDate payDate,
        CancellationToken ct
    )
    {
        if (command.Version is { } seen && seen != batch.Version)
        {
            return PayoutBatchErrors.Changed;
        }

        if (batch.State != PayoutBatchState.Reviewed)
        {
            return batch.State == PayoutBatchState.Gathered ? PayoutBatchErrors.NotReviewed : PayoutBatchErrors.NotOpen;
        }

        if ((command.PayDate ?? batch.PayDate) != payDate)
        {
            return PayoutBatchErrors.PayDateMoved(payDate);
        }

        if (await second.Refusal(batch, payouts, ct) is { } refused)
        {
            return refused;
        }

        var changed = await due.Changed(payouts, ct);
        return changed.Count > 0 ? PayoutBatchErrors.PayeesChanged(changed) : null;
    }

    private async Task<PaymentOrder> Order(
        PayoutBatch batch,
        LocalDate payDate,
        List<Payout> payouts,
        Instant now,
        CancellationToken ct
    )
    {
        var payments = new List<BankPayment>();
        foreach (var payout in payouts)
        {
            var payee = await orders.Open(payout, ct);
            payments.Add(
                new(payout.EndToEndId, payout.Amount, payee.Name, payee.Account, payout.Reference, payee.InvoiceNumber)
            );
        }

        var from =
            accounts.Find(batch.PayingAccount)
            ?? throw new InvalidOperationException($"Paying account {batch.PayingAccount} is not configured any more.");
        return new(batch.MessageId, now, payDate, from, payments);
    }
}
