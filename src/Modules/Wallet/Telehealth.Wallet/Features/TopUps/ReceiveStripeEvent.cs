using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.BankArrivals;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

/// <summary>
/// Stripe's webhook (WAL-06): the signature is checked over the raw bytes before anything is read out of them. It is
/// answered with 200 once the event is stored; an event that was stored before is answered the same.
/// </summary>
internal static class StripeWebhook
{
    private const int MostBytes = 1 << 20;

    private static readonly Error BadSignature = Error.Invalid(
        "wallet.webhook-signature",
        "Stripe-Signature",
        "The signature does not fit the body, the time or any of our secrets."
    );

    public static void Map(IEndpointRouteBuilder root) =>
        root.MapPost("/webhooks/stripe", Receive).AllowAnonymous().ExcludeFromDescription();

    /// <summary>An event about what Stripe pays to our bank, by its type.</summary>
    public static bool IsOfPayout(string type) => type.StartsWith("payout.", StringComparison.Ordinal);

    private static async Task<Microsoft.AspNetCore.Http.IResult> Receive(
        HttpContext http,
        StripeSignature signature,
        ISender sender,
        CancellationToken ct
    )
    {
        var body = await Read(http.Request, ct);
        if (body is null)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!signature.Holds(body, http.Request.Headers["Stripe-Signature"]))
        {
            return Answers.Problem(BadSignature);
        }

        var self = Actor.System("wallet.stripe-webhook");
        var read = StripeMessage.Read(body);
        if (read.Error is { } odd)
        {
            var kept = await sender.SendAs(self, new KeepStrangeMessage(odd.Message, body), ct);
            return Answers.Problem(kept.Error ?? odd);
        }

        var received = read.Value;
        ICommand<StripeEventTaken> command =
            received.PayoutId is { } payout && IsOfPayout(received.Type)
                ? new TakePayoutEvent(received.Id, received.Type, payout)
                : new ReceiveStripeEvent(received.Id, received.Type, received.PaymentIntentId);
        return (await sender.SendAs(self, command, ct)).ToHttp(_ => Results.Ok());
    }

    private static async Task<string?> Read(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (bytes.Length + read > MostBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

/// <summary>Takes in one event, once.</summary>
[InternalRequest]
internal sealed record ReceiveStripeEvent(string EventId, string Type, string? PaymentIntentId)
    : ICommand<StripeEventTaken>;

internal sealed record StripeEventTaken(bool Progressed);

internal sealed class ReceiveStripeEventHandler(
    WalletDbContext db,
    StripePayments payments,
    TopUpSettlement settlement,
    IWork work,
    SystemTime system
) : ICommandHandler<ReceiveStripeEvent, StripeEventTaken>
{
    public async Task<Result<StripeEventTaken>> Handle(ReceiveStripeEvent command, CancellationToken ct)
    {
        if (await db.StripeEvents.AnyAsync(x => x.Id == command.EventId, ct))
        {
            return new StripeEventTaken(false);
        }

        // The event only says that something changed: events overtake each other, so the state is asked for.
        var found = command.PaymentIntentId is { } intent ? await payments.Find(intent, ct) : null;
        await work.Begin(ct);
        var received = new StripeEvent(command.EventId, command.Type, command.PaymentIntentId, system.NowMicros);
        db.StripeEvents.Add(received);
        await work.FlushOrRunAgain(ct);
        if (found is null)
        {
            received.Settle(StripeEventState.Ignored);
        }
        else if (found.Error is { Kind: not ErrorKind.Unavailable } refusal)
        {
            await StrangeMessages.Settle(db, received, refusal, system.NowMicros, ct);
        }
        else if (found.IsSuccess)
        {
            await Take(received, found.Value, ct);
        }

        return new StripeEventTaken(true);
    }

    private async Task Take(StripeEvent received, PaymentState payment, CancellationToken ct)
    {
        if (payment is not { TopUpId: { } id, ClientId: { } client })
        {
            received.Settle(StripeEventState.Ignored);
        }
        else if (await db.TopUps.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct) is not { } known)
        {
            // Its command has not committed yet: tried again.
            return;
        }
        else if (!known.Is(payment, client))
        {
            await StrangeMessages.Settle(db, received, payment, system.NowMicros, ct);
        }
        else
        {
            await settlement.Settle(id, client, payment, ct);
            received.Settle(StripeEventState.Processed);
        }
    }
}
