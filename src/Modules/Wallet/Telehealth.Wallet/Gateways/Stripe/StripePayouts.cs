using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>What Stripe pays to our bank account out of the payments it collected.</summary>
internal sealed class StripePayouts(StripeDoor door)
{
    /// <summary>The payout as it stands now, with the fees Stripe kept from the payments in it.</summary>
    public async Task<Result<StripePayout>> Find(string payoutId, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(payoutId))
        {
            return TopUpErrors.Refused(StripeDoor.Missing);
        }

        try
        {
            var client = door.Client();
            var payout = await new PayoutService(client).GetAsync(payoutId, cancellationToken: ct);
            var inside = new BalanceTransactionListOptions { Payout = payoutId, Limit = 100 };
            var fees = 0L;
            await foreach (var line in new BalanceTransactionService(client).ListAutoPagingAsync(inside, null, ct))
            {
                fees += line.Fee;
            }

            return
                StripeAmounts.FromStripe(payout.Amount, payout.Currency) is { } amount
                && StripeAmounts.FromStripe(fees, payout.Currency) is { } kept
                ? new StripePayout(payout.Id, Status(payout), amount, kept)
                : TopUpErrors.Unreadable;
        }
        catch (Exception e) when (door.Refusal(e, ct) is { } refused)
        {
            return refused;
        }
    }

    private static StripePayoutStatus Status(global::Stripe.Payout payout) =>
        payout.Status switch
        {
            "paid" => StripePayoutStatus.Paid,
            "failed" or "canceled" => StripePayoutStatus.Failed,
            _ => StripePayoutStatus.OnItsWay,
        };
}
