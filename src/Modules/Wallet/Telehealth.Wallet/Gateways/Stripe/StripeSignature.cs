using Microsoft.Extensions.Options;
using Stripe;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>
/// Checks a webhook's signature over its raw body (WAL-06): any of our secrets may have signed it, so that one can be
/// replaced without losing events; the time stamp may be off by the tolerance, either way, on the system's clock. Of
/// what the body says nothing is read here: who signs well may still send something odd (<see cref="StripeMessage"/>).
/// </summary>
internal sealed class StripeSignature(IOptions<WalletOptions> options, SystemTime system)
{
    public bool Holds(string body, string? signature) =>
        !string.IsNullOrEmpty(signature)
        && options.Value.Stripe.WebhookSecrets.Exists(secret => HoldsBy(secret, body, signature));

    private bool HoldsBy(string secret, string body, string signature)
    {
        try
        {
            var now = system.Now.ToUnixTimeSeconds();
            EventUtility.ValidateSignature(body, signature, secret, options.Value.Stripe.ToleranceSeconds, now);
            return true;
        }
        catch (Exception e) when (e is StripeException or FormatException or OverflowException)
        {
            // Not by this secret: the next one decides.
            return false;
        }
    }
}
