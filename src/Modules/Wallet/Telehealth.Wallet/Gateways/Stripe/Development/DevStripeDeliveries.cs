using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>Settles delayed payments and posts the double's signed events to our webhook, with retry.</summary>
internal sealed class DevStripeDeliveries(
    WalletDbContext db,
    DevStripeIntents intents,
    IHttpClientFactory clients,
    IOptions<WalletOptions> options,
    PublicOrigin origin,
    SystemTime system
) : IBackgroundWork
{
    private const int MostTries = 10;
    private const int Batch = 50;

    public string Name => "wallet.dev-stripe-deliveries";

    public Lane Lane => Lane.Prompt;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        if (!options.Value.IsDevelopmentDouble)
        {
            return 0;
        }

        var behaviour = await DevStripeBehaviour.Read(db, ct);
        var done = await SettleDelayed(behaviour, force, ct) + await LapseHolds(behaviour, ct);
        var now = system.NowMicros;
        var due = db.Set<DevStripeDelivery>().Where(x => x.State == DevDeliveryState.Waiting);
        due = force ? due : due.Where(x => x.NextTryAtMicros <= now);
        due = behaviour.Reorder ? due.OrderByDescending(x => x.Sequence) : due.OrderBy(x => x.Sequence);
        foreach (var delivery in await due.Take(Batch).ToListAsync(ct))
        {
            await Deliver(delivery, ct);
            done++;
        }

        return done;
    }

    public async Task<int> Pending(CancellationToken ct) =>
        options.Value.IsDevelopmentDouble
            ? await db.Set<DevStripeDelivery>().CountAsync(x => x.State == DevDeliveryState.Waiting, ct)
                + await db.Set<DevStripeIntent>().CountAsync(x => x.SettlesAtMicros != null, ct)
            : 0;

    private async Task<int> SettleDelayed(DevStripeBehaviour behaviour, bool force, CancellationToken ct)
    {
        var now = force ? long.MaxValue : system.NowMicros;
        if (!await db.Set<DevStripeIntent>().AnyAsync(x => x.SettlesAtMicros <= now, ct))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var due = await db.Set<DevStripeIntent>().Where(x => x.SettlesAtMicros <= now).ToListAsync(ct);
        due.ForEach(x => intents.Settle(x, behaviour));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    // On the clock, forced or not: a hold is not waited for.
    private async Task<int> LapseHolds(DevStripeBehaviour behaviour, CancellationToken ct)
    {
        var now = system.NowMicros;
        if (!await db.Set<DevStripeIntent>().AnyAsync(x => x.CaptureBeforeMicros <= now, ct))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var due = await db.Set<DevStripeIntent>().Where(x => x.CaptureBeforeMicros <= now).ToListAsync(ct);
        due.ForEach(x => intents.Lapse(x, behaviour));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    private async Task Deliver(DevStripeDelivery delivery, CancellationToken ct)
    {
        var accepted = await Post(delivery.Payload, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        delivery.Tries++;
        delivery.State =
            accepted ? DevDeliveryState.Delivered
            : delivery.Tries >= MostTries ? DevDeliveryState.GivenUp
            : DevDeliveryState.Waiting;
        delivery.NextTryAtMicros = system.NowMicros + ((1L << Math.Min(delivery.Tries, 12)) * 1_000_000);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<bool> Post(string payload, CancellationToken ct)
    {
        var secret = options.Value.Stripe.WebhookSecrets[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, origin.At("/webhooks/stripe"))
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        var header = EventUtility.GenerateSignatureHeader(payload, secret, system.Now.ToUnixTimeSeconds());
        request.Headers.TryAddWithoutValidation("Stripe-Signature", header);
        try
        {
            using var response = await clients.CreateClient(StripeDoor.HttpClientName).SendAsync(request, ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
