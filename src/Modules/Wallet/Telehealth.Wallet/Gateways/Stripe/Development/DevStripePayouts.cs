using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>The double's payouts to our bank: what settled since the last one, less fees.</summary>
internal sealed class DevStripePayouts(WalletDbContext db, DevStripeNews news, SystemTime system)
{
    private const int FeePerMille = 15;
    private const int FixedFee = 20;

    /// <summary>
    /// What Stripe keeps of a payment: 1.5 % and twenty minor units, as for European cards; whole where amounts are.
    /// </summary>
    public static long Fee(DevStripeIntent intent)
    {
        var step = StripeRules.Currencies[intent.Currency.ToUpperInvariant()].Step;
        var fee = ((intent.Amount * FeePerMille) + 999) / 1000 + FixedFee;
        return (fee + step - 1) / step * step;
    }

    public async Task<IReadOnlyList<DevStripePayout>> PayOut(DevStripeBehaviour behaviour, CancellationToken ct)
    {
        var settled = await db.Set<DevStripeIntent>()
            .Where(x => x.Status == "succeeded" && x.PayoutId == null)
            .ToListAsync(ct);
        var payouts = new List<DevStripePayout>();
        foreach (var currency in settled.GroupBy(x => x.Currency).OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            var payout = new DevStripePayout
            {
                Id = $"po_{Ids.New():N}",
                Amount = currency.Sum(x => x.Amount - x.Refunded - Fee(x)),
                Currency = currency.Key,
                CreatedAtMicros = system.NowMicros,
                Status = "paid",
            };
            db.Add(payout);
            payouts.Add(payout);
            foreach (var intent in currency)
            {
                intent.PayoutId = payout.Id;
            }

            news.Tell("payout.paid", DevStripeJson.Payout(payout), payout.Id, behaviour);
        }

        return payouts;
    }

    /// <summary>The bank sends it back.</summary>
    public void Fail(DevStripePayout payout, DevStripeBehaviour behaviour)
    {
        payout.Status = "failed";
        news.Tell("payout.failed", DevStripeJson.Payout(payout), payout.Id, behaviour);
    }
}
