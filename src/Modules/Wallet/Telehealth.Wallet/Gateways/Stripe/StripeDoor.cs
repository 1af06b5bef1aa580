using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>How Stripe is reached, and what it means when it does not answer or says no.</summary>
internal sealed partial class StripeDoor(
    IHttpClientFactory clients,
    IOptions<WalletOptions> options,
    PublicOrigin origin,
    ILogger<StripeDoor> log
)
{
    public const string HttpClientName = "wallet.stripe";

    /// <summary>
    /// Stripe's own code for what it does not have. An empty id is not asked for: without its last part the address is
    /// that of the list.
    /// </summary>
    public const string Missing = "resource_missing";

    public StripeClient Client()
    {
        var settings = options.Value.Stripe;
        var http = clients.CreateClient(HttpClientName);
        return new StripeClient(
            new StripeClientOptions
            {
                ApiKey = settings.ApiKey,
                ApiBase = Base(settings.ApiBase),
                // Whoever waits may retry with the same key; retries of our own would only double the wait.
                HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
            }
        );
    }

    /// <summary>The refusal a failed call comes down to; null when the failure is none of Stripe's.</summary>
    public Error? Refusal(Exception failure, CancellationToken ct)
    {
        if (
            failure is StripeException
            {
                HttpStatusCode: HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
            } refused
        )
        {
            return TopUpErrors.Refused(refused.StripeError?.Code ?? refused.StripeError?.Type ?? "invalid_request");
        }

        if (ct.IsCancellationRequested || !IsOutage(failure))
        {
            return null;
        }

        NoAnswer(log, failure.GetType().Name, (failure as StripeException)?.HttpStatusCode ?? 0);
        return TopUpErrors.ProviderUnavailable;
    }

    // 401 and 403 too: a key of ours that does not work is no fault of the person who waits.
    private static bool IsOutage(Exception e) =>
        e is HttpRequestException or OperationCanceledException or TimeoutException or StripeException;

    private string? Base(string? configured) =>
        string.IsNullOrEmpty(configured) ? null
        : configured.StartsWith('/') ? origin.At(configured).ToString().TrimEnd('/')
        : configured.TrimEnd('/');

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stripe did not answer: {Failure}, status {Status}")]
    private static partial void NoAnswer(ILogger log, string failure, HttpStatusCode status);
}
