using FluentValidation;
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
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

internal sealed class TopUpWalletEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/top-ups",
                async (TopUpBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new TopUpWallet(body.Amount, body.PaymentMethod, body.ReturnUrl),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp(x => Results.Created($"/api/v1/wallet/top-ups/{x.Id}", x))
            )
            .WithName("TopUpWallet")
            .WithSummary("Tops the wallet up by card")
            .WithDescription(
                "With a payment method the card is charged at once. Without one the status is awaitingPayment: "
                    + "read the top-up for the client secret and pay in the browser. The money is in the wallet when "
                    + "the status is succeeded. A decline is 422 wallet.card-declined with declineCode."
            )
            .WithTags("Wallet")
            .Answers<TopUpAnswer>(StatusCodes.Status201Created, 422, 503)
            .Idempotent();
}

/// <summary>How much to put into the wallet, and by what.</summary>
/// <param name="Amount">Within the limits of its currency.</param>
/// <param name="PaymentMethod">A Stripe payment method id; leave it out to pay in the browser.</param>
/// <param name="ReturnUrl">Where a redirect method, or the bank's question, leads back to.</param>
public sealed record TopUpBody(Money Amount, string? PaymentMethod = null, string? ReturnUrl = null);

/// <summary>A payment into the wallet.</summary>
/// <param name="Id">The top-up.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="FailureCode">Why it was declined, in Stripe's words, or null.</param>
/// <param name="CreatedAt">When it was begun.</param>
public sealed record TopUpAnswer(TopUpId Id, Money Amount, TopUpStatus Status, string? FailureCode, Instant CreatedAt)
{
    internal static TopUpAnswer Of(TopUp topUp) =>
        new(topUp.Id, topUp.Amount, topUp.Status, topUp.FailureCode, topUp.CreatedAt);
}

internal sealed record TopUpWallet(Money Amount, string? PaymentMethod, string? ReturnUrl)
    : ICommand<TopUpAnswer>,
        IRequireIdempotencyKey;

internal sealed class TopUpWalletValidator : AbstractValidator<TopUpWallet>
{
    public TopUpWalletValidator()
    {
        RuleFor(x => x.Amount).Must(x => x.Minor > 0).WithMessage("Say how much, in minor units: 5000 is 50.00 GBP.");
        RuleFor(x => x.PaymentMethod)
            .Matches("^pm_[A-Za-z0-9_]{1,100}$")
            .WithMessage("This is not a payment method id of Stripe.");
        RuleFor(x => x.ReturnUrl)
            .MaximumLength(2_000)
            .Must(x =>
                x is null || (Uri.TryCreate(x, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            )
            .WithMessage("A return address is an absolute web address.");
    }
}

internal sealed class TopUpWalletHandler(
    WalletDbContext db,
    TopUpSettlement settlement,
    StripePayments payments,
    IOptions<WalletOptions> options,
    IWork work
) : ICommandHandler<TopUpWallet, TopUpAnswer>
{
    public async Task<Result<TopUpAnswer>> Handle(TopUpWallet command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } client)
        {
            return Error.Forbidden("wallet.no-wallet", "Only a person has a wallet.");
        }

        if ((Limits(command.Amount) ?? StripeAmounts.Refusal(command.Amount)) is { } refused)
        {
            return refused;
        }

        // Somebody waits for the bank here, so this is asked before the transaction, under an id that a retry derives
        // again: should we die between here and the commit, the retry, or the webhook, finds the same payment.
        var id = new TopUpId(work.DerivedId("top-up"));
        var (amount, method, returnUrl) = command;
        // Stripe knows a key for a day and we for longer: a top-up that stands is looked up and never started again.
        var known = await db.TopUps.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
        var started = known is null
            ? await payments.Start(id, client, amount, method, returnUrl, ct)
            : await payments.Find(known.PaymentIntentId, ct);
        if (started.Error is { } error)
        {
            return error;
        }

        var payment = started.Value;
        if (payment.Status == TopUpStatus.Declined)
        {
            work.OnRefusal(token => settlement.Settle(id, client, payment, token));
            return TopUpErrors.Declined(payment.FailureCode);
        }

        await work.Begin(ct);
        return TopUpAnswer.Of(await settlement.Settle(id, client, payment, ct));
    }

    private Error? Limits(Money amount)
    {
        if (!options.Value.TopUps.TryGetValue(amount.Currency.Code, out var limits))
        {
            return TopUpErrors.CurrencyNotOffered(amount.Currency.Code);
        }

        var (least, most) = (limits.MinimumMinor, limits.MaximumMinor);
        return amount.Minor < least || amount.Minor > most
            ? TopUpErrors.OutOfRange(new(least, amount.Currency), new(most, amount.Currency))
            : null;
    }
}
