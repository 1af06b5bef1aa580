using Microsoft.Extensions.Options;
using Stripe;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>
/// Checks a webhook's signature over its raw body (WAL-06): any of our secrets may have signed it, so that one can be
/// replaced without losing events; the time stamp may be off by the tolerance, either way, on the system's clock.
/// </summary>
internal sealed class StripeSignature(IOptions<WalletOptions> options, SystemTime system)
{
    public Event? Check(string body, string? signature)
    {
        if (string.IsNullOrEmpty(signature))
        {
            return null;
        }

        var settings = options.Value.Stripe;
        foreach (var secret in settings.WebhookSecrets)
        {
            try
            {
                return EventUtility.ConstructEvent(
                    body,
                    signature,
                    secret,
                    settings.ToleranceSeconds,
                    system.Now.ToUnixTimeSeconds(),
                    throwOnApiVersionMismatch: false
                );
            }
            catch (Exception e) when (e is StripeException or Newtonsoft.Json.JsonException or FormatException)
            {
                // Not by this secret, or not an event at all: the next one decides, then the caller.
            }
        }

        return null;
    }
}
