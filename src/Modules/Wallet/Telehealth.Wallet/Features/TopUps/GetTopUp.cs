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
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

internal sealed class GetTopUpEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/top-ups/{id:guid}",
                async (Guid id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetTopUp(new TopUpId(id)), ct)).ToHttp()
            )
            .WithName("GetTopUp")
            .WithSummary("Shows a top-up and what it waits for")
            .WithTags("Wallet")
            .Answers<TopUpDetailAnswer>(StatusCodes.Status200OK, 404, 503);
}

/// <summary>A top-up and, while it is open, what the browser needs to go on with it.</summary>
/// <param name="Id">The top-up.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="FailureCode">Why it was declined, in Stripe's words, or null.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="SettledAt">When the money arrived or it was given up, or null.</param>
/// <param name="ClientSecret">For Stripe's script in the browser while a payment is awaited; never stored here.</param>
/// <param name="NextActionUrl">The bank's page while it asks something, or null.</param>
public sealed record TopUpDetailAnswer(
    TopUpId Id,
    Money Amount,
    TopUpStatus Status,
    string? FailureCode,
    Instant CreatedAt,
    Instant? SettledAt,
    string? ClientSecret,
    string? NextActionUrl
);

internal sealed record GetTopUp(TopUpId Id) : IQuery<TopUpDetailAnswer>;

internal sealed class GetTopUpHandler(WalletDbContext db, IWork work, StripePayments payments)
    : IQueryHandler<GetTopUp, TopUpDetailAnswer>
{
    public async Task<Result<TopUpDetailAnswer>> Handle(GetTopUp query, CancellationToken ct)
    {
        var topUp = await db.TopUps.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        if (topUp is null || !work.Actor.Is(topUp.ClientId))
        {
            return TopUpErrors.NotFound;
        }

        PaymentState? payment = null;
        if (topUp.Status is TopUpStatus.AwaitingPayment or TopUpStatus.RequiresAction or TopUpStatus.Declined)
        {
            var found = await payments.Find(topUp.PaymentIntentId, ct);
            if (found.Error is { } error)
            {
                return error;
            }

            payment = found.Value;
        }

        return new TopUpDetailAnswer(
            topUp.Id,
            topUp.Amount,
            topUp.Status,
            topUp.FailureCode,
            topUp.CreatedAt,
            topUp.SettledAt,
            payment?.ClientSecret,
            payment?.NextActionUrl
        );
    }
}
