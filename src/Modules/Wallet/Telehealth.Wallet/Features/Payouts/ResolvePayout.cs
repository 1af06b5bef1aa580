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
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ResolvePayoutEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/wallet/payout-batches/{id:guid}/payouts/{withdrawal:guid}/resolve", Resolve)
            .WithName("ResolvePayout")
            .WithSummary("Says what became of a payout whose outcome is unknown or needs eyes, as the second person")
            .WithDescription(
                "Also of one that a line of the bank names without its message, and of a paid one that came back in a "
                    + "way no file of the bank told. Whoever prepared the batch or imported a file that names the "
                    + "payout cannot. The code of the authenticator is asked for anew."
            )
            .WithTags("Payouts")
            .Answers<PayoutAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422)
            .Idempotent();

    private static async Task<Microsoft.AspNetCore.Http.IResult> Resolve(
        Guid id,
        Guid withdrawal,
        ResolutionBody body,
        ISender sender,
        HttpContext http,
        CancellationToken ct
    )
    {
        var command = new ResolvePayout(
            new PayoutBatchId(id),
            new WithdrawalId(withdrawal),
            body.Outcome,
            body.Reason,
            body.Evidence,
            new Secret(body.Code)
        );
        return (await sender.Send(command, ct, http.IdempotencyKey())).ToHttp();
    }
}

/// <summary>What became of a payout, as the bank told a person.</summary>
/// <param name="Outcome">settled, rejected, stopped or returned.</param>
/// <param name="Reason">ISO 20022 reason code, such as AC04; MS03 when the bank gave none.</param>
/// <param name="Evidence">Where one can look it up: a statement's number, the bank's ticket; nothing about a
/// person.</param>
/// <param name="Code">A fresh code of the authenticator: six digits.</param>
public sealed record ResolutionBody(PayoutOutcome Outcome, string Reason, string Evidence, string Code);

[Needs("wallet.payouts.approve")]
internal sealed record ResolvePayout(
    PayoutBatchId Batch,
    WithdrawalId Withdrawal,
    PayoutOutcome Outcome,
    string Reason,
    string Evidence,
    [property: JsonIgnore] Secret Code
) : ICommand<PayoutAnswer>, IRequireIdempotencyKey;

internal sealed class ResolvePayoutValidator : AbstractValidator<ResolvePayout>
{
    public ResolvePayoutValidator()
    {
        RuleFor(x => x.Outcome)
            .Must(x => x is >= PayoutOutcome.Settled and <= PayoutOutcome.Returned)
            .WithMessage("Say settled, rejected, stopped or returned.");
        RuleFor(x => x.Reason).NotEmpty().Matches("^[A-Z0-9]{4}$").WithMessage("A reason is a code such as AC04.");
        RuleFor(x => x.Evidence).NotEmpty().MaximumLength(400);
        RuleFor(x => x.Code).Must(x => StepUpCode.IsWellFormed(x)).WithMessage(StepUpCode.Wanted);
    }
}

internal sealed class ResolvePayoutHandler(
    WalletDbContext db,
    SecondPerson second,
    PayoutSettlement settlement,
    FrozenOrders orders,
    IAuditLog audit,
    ISender sender,
    IWork work,
    IClock clock
) : ICommandHandler<ResolvePayout, PayoutAnswer>
{
    public async Task<Result<PayoutAnswer>> Handle(ResolvePayout command, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Batch, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var payout = await db.Payouts.FirstOrDefaultAsync(
            x => x.BatchId == command.Batch && x.WithdrawalId == command.Withdrawal && x.LeftAt == null,
            ct
        );
        if (payout is null)
        {
            return PayoutErrors.NotFound;
        }

        var named = await PayoutsToResolve.NamedByStrays(db, [payout], ct);
        if (!PayoutsToResolve.May(payout, named) && !IsReturn(payout, command.Outcome))
        {
            return PayoutErrors.NothingToResolve;
        }

        if ((await second.Refusal(batch, [payout], ct) ?? await second.Importer(payout, ct)) is { } refused)
        {
            return refused;
        }

        var stepUp = new CheckStepUp(work.Actor.Person!.Value, command.Code);
        if ((await sender.Send(stepUp, ct, work.StepKey("step-up"))).Error is { } wrong)
        {
            return wrong;
        }

        var line = new AuditLine(
            $"payout.resolved.{command.Outcome}".ToLowerInvariant(),
            $"payout:{payout.WithdrawalId}"
        );
        if (await audit.Record(work.StepKey("audit"), ct, line) is { } unwritten)
        {
            return unwritten;
        }

        var payee = await orders.Open(payout, ct);
        await work.Begin(ct);
        // The version read above guards it: a bank's answer that comes at the same moment makes this run again.
        await settlement.Take(payout, command.Outcome, command.Reason, ct);
        var detail = $"{command.Outcome} {command.Reason}: {command.Evidence}";
        var now = clock.GetCurrentInstant();
        db.BatchFacts.Add(new(batch.Id, BatchStep.Resolved, work.Actor.Key, now, payout.WithdrawalId, detail));
        await work.FlushOrRunAgain(ct);
        return PayoutAnswer.Of(payout, payee.Name, PayoutsToResolve.May(payout, named));
    }

    private static bool IsReturn(Payout payout, PayoutOutcome outcome) =>
        payout.Outcome == PayoutOutcome.Settled && outcome == PayoutOutcome.Returned;
}

/// <summary>Which payouts a second person may say the outcome of by hand.</summary>
internal static class PayoutsToResolve
{
    /// <summary>
    /// The end-to-end ids, among those of these payouts, that a line of the bank names which matched nothing: it did
    /// not name our message, so a person has to say what it means.
    /// </summary>
    public static async Task<IReadOnlySet<string>> NamedByStrays(
        WalletDbContext db,
        IReadOnlyList<Payout> payouts,
        CancellationToken ct
    )
    {
        var ids = payouts.Select(x => x.EndToEndId).ToList();
        var named = await db
            .BankAnswerRows.Where(x => x.Effect == AnswerEffect.Unmatched && ids.Contains(x.EndToEndId!))
            .Select(x => x.EndToEndId!)
            .Distinct()
            .ToListAsync(ct);
        return named.ToHashSet(StringComparer.Ordinal);
    }

    public static bool May(Payout payout, IReadOnlySet<string> namedByStrays) =>
        payout.SentJournalId is not null
        && (
            payout.Outcome is PayoutOutcome.Unknown or PayoutOutcome.NeedsEyes
            || (!payout.IsFinal && namedByStrays.Contains(payout.EndToEndId))
        );
}
