using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>
/// The part of Stripe's API we use, under <c>/dev/stripe</c>; mapped only while Stripe.net points here.
/// </summary>
internal static class DevStripeRoutes
{
    public static void Map(IEndpointRouteBuilder root)
    {
        var group = root.MapGroup("/dev/stripe").AllowAnonymous().ExcludeFromDescription();
        DevStripePage.Map(group);
        group.MapPost(
            "/v1/payment_intents",
            (HttpContext http, DevStripeApi api, DevStripeIntents intents) =>
                api.Answer(http, (form, behaviour) => Task.FromResult(Create(form, behaviour, intents)))
        );
        group.MapGet("/v1/payment_intents/{id}", With((_, _, _, _) => null));
        group.MapPost("/v1/payment_intents/{id}/confirm", With(Confirm));
        group.MapPost("/v1/payment_intents/{id}/capture", With(Capture));
        group.MapPost("/v1/payment_intents/{id}/cancel", With(Cancel));
        group.MapPost(
            "/v1/refunds",
            (HttpContext http, DevStripeApi api, DevStripeIntents intents, WalletDbContext db) =>
                api.Answer(http, (form, behaviour) => Refund(form, behaviour, intents, db, http.RequestAborted))
        );
        group.MapGet(
            "/v1/payouts/{id}",
            (string id, HttpContext http, DevStripeApi api, WalletDbContext db) =>
                api.Answer(http, (_, _) => Payout(id, db, http.RequestAborted))
        );
        group.MapGet(
            "/v1/balance_transactions",
            (HttpContext http, DevStripeApi api, WalletDbContext db) =>
                api.Answer(http, (_, _) => InPayout(http.Request.Query["payout"].ToString(), db, http.RequestAborted))
        );
    }

    /// <summary>A call about one PaymentIntent: null from <paramref name="act"/> answers the intent itself.</summary>
    private static Delegate With(
        Func<DevStripeIntent, IFormCollection, DevStripeBehaviour, DevStripeIntents, DevStripeReply?> act
    ) =>
        (string id, HttpContext http, DevStripeApi api, DevStripeIntents intents, WalletDbContext db) =>
            api.Answer(
                http,
                async (form, behaviour) =>
                {
                    if (await Find(db, id, http.RequestAborted) is not { } intent)
                    {
                        return Missing(id);
                    }

                    intents.Lapse(intent, behaviour);
                    return act(intent, form, behaviour, intents) ?? Ok(intent);
                }
            );

    private static DevStripeReply Create(IFormCollection form, DevStripeBehaviour behaviour, DevStripeIntents intents)
    {
        var currency = form["currency"].ToString();
        var method = form["payment_method"].ToString();
        if (
            (
                DevStripeChecks.Amount(form["amount"].ToString(), currency, out var amount)
                ?? DevStripeChecks.Methods(method, MethodTypes(form), currency)
            ) is
            { } refused
        )
        {
            return refused;
        }

        var manual = form["capture_method"] == "manual";
        var intent = intents.Create(amount, currency, manual ? "manual" : "automatic", Metadata(form));
        intent.ReturnUrl = form["return_url"];
        if (form["confirm"] == "true" && method.Length > 0)
        {
            intents.Confirm(intent, method, behaviour);
            return Outcome(intent);
        }

        return Ok(intent);
    }

    private static DevStripeReply? Confirm(
        DevStripeIntent intent,
        IFormCollection form,
        DevStripeBehaviour behaviour,
        DevStripeIntents intents
    )
    {
        var method = form["payment_method"].ToString();
        if (intent.Status is not ("requires_payment_method" or "requires_confirmation"))
        {
            return Unexpected(intent);
        }

        if (method.Length == 0)
        {
            return DevStripeReply.Invalid("parameter_missing", "You need a payment method to confirm this.");
        }

        if (DevStripeChecks.Methods(method, [], intent.Currency) is { } refused)
        {
            return refused;
        }

        intents.Confirm(intent, method, behaviour);
        return Outcome(intent);
    }

    private static DevStripeReply? Capture(
        DevStripeIntent intent,
        IFormCollection form,
        DevStripeBehaviour behaviour,
        DevStripeIntents intents
    )
    {
        if (intent.Status != "requires_capture")
        {
            return Unexpected(intent);
        }

        // Stripe captures parts too; we never do.
        if (form.TryGetValue("amount_to_capture", out var part) && part != $"{intent.Amount}")
        {
            return DevStripeReply.Invalid("amount_too_large", "The double captures the whole amount only.");
        }

        intents.Capture(intent, behaviour);
        return null;
    }

    private static DevStripeReply? Cancel(
        DevStripeIntent intent,
        IFormCollection form,
        DevStripeBehaviour behaviour,
        DevStripeIntents intents
    )
    {
        if (intent.Status is "succeeded" or "canceled")
        {
            return Unexpected(intent);
        }

        intents.Cancel(intent, "requested_by_customer", behaviour);
        return null;
    }

    private static async Task<DevStripeReply> Refund(
        IFormCollection form,
        DevStripeBehaviour behaviour,
        DevStripeIntents intents,
        WalletDbContext db,
        CancellationToken ct
    )
    {
        var id = form["payment_intent"].ToString();
        if (await Find(db, id, ct) is not { } intent)
        {
            return Missing(id);
        }

        var amount = intent.Amount - intent.Refunded;
        if (
            form.ContainsKey("amount")
            && DevStripeChecks.Refund(form["amount"].ToString(), intent.Currency, out amount) is { } wrong
        )
        {
            return wrong;
        }

        if (intent.Status != "succeeded" || amount < 1 || amount > intent.Amount - intent.Refunded)
        {
            return DevStripeReply.Refused("charge_already_refunded", "Nothing of this amount is left to refund.");
        }

        return new(StatusCodes.Status200OK, DevStripeJson.Refund(intents.Refund(intent, amount, behaviour), intent));
    }

    private static async Task<DevStripeReply> Payout(string id, WalletDbContext db, CancellationToken ct)
    {
        var payout = await db.Set<DevStripePayout>().FirstOrDefaultAsync(x => x.Id == id, ct);
        return payout is null ? Missing(id) : new(StatusCodes.Status200OK, DevStripeJson.Payout(payout));
    }

    private static async Task<DevStripeReply> InPayout(string id, WalletDbContext db, CancellationToken ct)
    {
        var inside = await db.Set<DevStripeIntent>().Where(x => x.PayoutId == id).OrderBy(x => x.Id).ToListAsync(ct);
        var list = DevStripeJson.List("/v1/balance_transactions", inside.Select(DevStripeJson.BalanceTransaction));
        return new(StatusCodes.Status200OK, list);
    }

    private static Task<DevStripeIntent?> Find(WalletDbContext db, string id, CancellationToken ct) =>
        db.Set<DevStripeIntent>().FirstOrDefaultAsync(x => x.Id == id, ct);

    private static DevStripeReply Ok(DevStripeIntent intent) =>
        new(StatusCodes.Status200OK, DevStripeJson.Intent(intent));

    private static DevStripeReply Outcome(DevStripeIntent intent) =>
        intent.ErrorCode is null
            ? Ok(intent)
            : new(StatusCodes.Status402PaymentRequired, DevStripeJson.Declined(intent));

    private static DevStripeReply Missing(string id) =>
        new(
            StatusCodes.Status404NotFound,
            DevStripeJson.Error("invalid_request_error", "resource_missing", $"No such object: '{id}'")
        );

    private static DevStripeReply Unexpected(DevStripeIntent intent) =>
        DevStripeReply.Refused("payment_intent_unexpected_state", $"This PaymentIntent is {intent.Status}.");

    // "payment_method_types[0]" and so on.
    private static IEnumerable<string> MethodTypes(IFormCollection form) =>
        form.Where(x => x.Key.StartsWith("payment_method_types[", StringComparison.Ordinal))
            .Select(x => x.Value.ToString());

    private static JsonObject Metadata(IFormCollection form)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in form)
        {
            if (name.StartsWith("metadata[", StringComparison.Ordinal) && name.EndsWith(']'))
            {
                metadata[name["metadata[".Length..^1]] = value.ToString();
            }
        }

        return metadata;
    }
}
