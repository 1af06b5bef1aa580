using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Gateways.Stripe;

/// <summary>
/// Card payments through Stripe.net: the same code against Stripe and against the development double, only the base
/// address differs. Called before a transaction or from a job, never inside one.
/// </summary>
internal sealed class StripePayments(StripeDoor door)
{
    private const string TopUpKey = "top_up_id";
    private const string ClientKey = "client_id";

    /// <summary>
    /// Creates and, with a payment method, confirms a PaymentIntent. Our id is the idempotency key, so that a retry
    /// after a lost answer reaches the same payment. A decline is a state, not an error.
    /// </summary>
    public Task<Result<PaymentState>> Start(
        TopUpId id,
        PersonId client,
        Money amount,
        string? paymentMethod,
        string? returnUrl,
        CancellationToken ct
    )
    {
        var create = new PaymentIntentCreateOptions
        {
            Amount = StripeAmounts.ToStripe(amount),
            Currency = amount.Currency.Code.ToLowerInvariant(),
            PaymentMethod = paymentMethod,
            Confirm = paymentMethod is not null,
            ReturnUrl = paymentMethod is null ? null : returnUrl,
            AutomaticPaymentMethods = new() { Enabled = true, AllowRedirects = returnUrl is null ? "never" : "always" },
            // Ids only: what the webhook needs to find the wallet, nothing that names a person.
            Metadata = new() { [TopUpKey] = id.ToString(), [ClientKey] = client.ToString() },
        };
        var request = new RequestOptions { IdempotencyKey = $"top-up:{id}" };
        return Call(service => service.CreateAsync(create, request, ct), ct);
    }

    /// <summary>The PaymentIntent as it stands now, whatever an event says.</summary>
    public Task<Result<PaymentState>> Find(string paymentIntentId, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(paymentIntentId)
            ? Task.FromResult<Result<PaymentState>>(TopUpErrors.Refused(StripeDoor.Missing))
            : Call(service => service.GetAsync(paymentIntentId, cancellationToken: ct), ct);

    private async Task<Result<PaymentState>> Call(
        Func<PaymentIntentService, Task<PaymentIntent>> call,
        CancellationToken ct
    )
    {
        try
        {
            return Read(await call(new PaymentIntentService(door.Client())));
        }
        catch (StripeException e) when (e.StripeError is { Type: "card_error", PaymentIntent: { } intent } error)
        {
            var read = Read(intent);
            return read.Error is not null
                ? read
                : read.Value with
                {
                    Status = TopUpStatus.Declined,
                    FailureCode = error.DeclineCode ?? error.Code,
                };
        }
        catch (Exception e) when (door.Refusal(e, ct) is { } refused)
        {
            return refused;
        }
    }

    private static Result<PaymentState> Read(PaymentIntent intent) =>
        StripeAmounts.FromStripe(intent.Amount, intent.Currency) is { } amount
            ? Read(intent, amount)
            : TopUpErrors.Unreadable;

    private static PaymentState Read(PaymentIntent intent, Money amount) =>
        new(
            intent.Id,
            Status(intent),
            amount,
            intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code,
            Id(intent, TopUpKey) is { } topUp ? new TopUpId(topUp) : null,
            Id(intent, ClientKey) is { } client ? new PersonId(client) : null
        )
        {
            ClientSecret = intent.ClientSecret,
            NextActionUrl = intent.NextAction?.RedirectToUrl?.Url,
        };

    private static Guid? Id(PaymentIntent intent, string key) =>
        intent.Metadata?.TryGetValue(key, out var text) == true && Guid.TryParse(text, out var id) ? id : null;

    private static TopUpStatus Status(PaymentIntent intent) =>
        intent.Status switch
        {
            "requires_payment_method" when intent.LastPaymentError is not null => TopUpStatus.Declined,
            "requires_payment_method" or "requires_confirmation" => TopUpStatus.AwaitingPayment,
            "requires_action" => TopUpStatus.RequiresAction,
            "succeeded" => TopUpStatus.Succeeded,
            "canceled" => TopUpStatus.Canceled,
            _ => TopUpStatus.Processing,
        };
}
