using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Withdrawals;

internal sealed class RequestWithdrawalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/withdrawals",
                async (WithdrawalBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RequestWithdrawal(body.Amount), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/wallet/withdrawals/{x.Id}", x)
                    )
            )
            .WithName("RequestWithdrawal")
            .WithSummary("Withdraws matured earnings, oldest first")
            .WithDescription(
                "The amount leaves what is available at once. Sessions sold by the platform need an invoice: see mode, "
                    + "invoiceAmount and invoiceBy. Bank details may follow later; until they stand, the payout waits. "
                    + "Refused with 422 wallet.below-minimum, wallet.above-withdrawable or wallet.payee-name-needed."
            )
            .WithTags("Withdrawals")
            .Answers<WithdrawalAnswer>(StatusCodes.Status201Created, 403, 422)
            .Idempotent();
}

/// <summary>How much of the matured earnings to withdraw.</summary>
/// <param name="Amount">At least the minimum of its currency, at most what is available.</param>
public sealed record WithdrawalBody(Money Amount);

internal sealed record RequestWithdrawal(Money Amount) : ICommand<WithdrawalAnswer>, IRequireIdempotencyKey;

internal sealed class RequestWithdrawalValidator : AbstractValidator<RequestWithdrawal>
{
    public RequestWithdrawalValidator() =>
        RuleFor(x => x.Amount).Must(x => x.Minor > 0).WithMessage("Say how much, in minor units: 5000 is 50.00 GBP.");
}

internal sealed class RequestWithdrawalHandler(
    WalletDbContext db,
    WithdrawableFloor floor,
    EarningTaking earnings,
    LedgerBook ledger,
    PayoutScheduling scheduling,
    PayoutCalendar calendar,
    IOptions<WalletOptions> options,
    InvoiceModes modes,
    PayeeNames names,
    IWork work,
    IClock clock
) : ICommandHandler<RequestWithdrawal, WithdrawalAnswer>
{
    public async Task<Result<WithdrawalAnswer>> Handle(RequestWithdrawal command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return WithdrawalErrors.NotAProvider;
        }

        var (provider, amount) = (ProviderId.Of(person), command.Amount);
        var minimum = options.Value.Payouts.MinimumOf(amount.Currency.Code);
        if (amount.Minor < minimum)
        {
            return WithdrawalErrors.BelowMinimum(new(minimum, amount.Currency));
        }

        if (await names.Refusal(provider, ct) is { } unnamed)
        {
            return unnamed;
        }

        var mode = await modes.Of(provider, amount.Currency, ct);
        await work.Begin(ct);
        if (!await floor.Lower(provider, amount, ct))
        {
            return WithdrawalErrors.AboveWithdrawable;
        }

        var taken = await earnings.Take(provider, amount, ct);
        if (mode == InvoiceMode.None && taken.Any(x => x.Line.PlatformSupplied))
        {
            // Matured since we looked: only a new run can ask whose invoice it is to be.
            throw EarningTaking.SomebodyWasFaster();
        }

        if (!await ledger.Hold(Accounts.ProviderPayable(provider), amount, ct))
        {
            return WithdrawalErrors.AboveWithdrawable;
        }

        var withdrawal = await Add(provider, amount.Currency, mode, taken, ct);
        // Should the reference be taken already, the next run draws another.
        await work.FlushOrRunAgain(ct);
        return WithdrawalAnswer.Of(withdrawal, calendar, clock.GetCurrentInstant());
    }

    private async Task<Withdrawal> Add(
        ProviderId provider,
        Currency currency,
        InvoiceMode mode,
        IReadOnlyList<TakenEarning> taken,
        CancellationToken ct
    )
    {
        var (id, now) = (new WithdrawalId(work.DerivedId("withdrawal")), clock.GetCurrentInstant());
        var parts = taken.Select(x => new WithdrawalAllocation(
            id,
            x.Line.Sequence,
            x.AmountMinor,
            x.Line.PlatformSupplied
        ));
        var withdrawal = new Withdrawal(id, provider, WithdrawalReference.New(), currency, mode, parts, now);
        db.Withdrawals.Add(withdrawal);
        work.Publish(
            new WithdrawalRequestedV1(
                id,
                provider,
                withdrawal.Reference,
                withdrawal.Amount,
                withdrawal.InvoiceAmount,
                withdrawal.Mode,
                await earnings.Describe(taken, ct),
                now
            ),
            PayoutScheduling.PartitionOf(id),
            withdrawal
        );
        if (withdrawal.Mode == InvoiceMode.None && scheduling.Schedule(withdrawal, now) is { } refused)
        {
            throw new InvalidOperationException($"A withdrawal without an invoice was not scheduled: {refused.Code}.");
        }

        return withdrawal;
    }
}
