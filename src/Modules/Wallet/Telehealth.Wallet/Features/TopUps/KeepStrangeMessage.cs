using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

/// <summary>Keeps a well signed body that is no event, so that somebody can look at it.</summary>
[InternalRequest]
internal sealed record KeepStrangeMessage(string Reason, string Body) : ICommand<StripeEventTaken>;

internal sealed class KeepStrangeMessageHandler(WalletDbContext db, IWork work, SystemTime system)
    : ICommandHandler<KeepStrangeMessage, StripeEventTaken>
{
    public async Task<Result<StripeEventTaken>> Handle(KeepStrangeMessage command, CancellationToken ct)
    {
        await work.Begin(ct);
        await StrangeMessages.Keep(db, command.Reason, command.Body, system.NowMicros, ct);
        // The same body twice at once: the unique hash lets one in, the other runs again and counts it.
        await work.FlushOrRunAgain(ct);
        return new StripeEventTaken(false);
    }
}

internal static class StrangeMessages
{
    /// <summary>
    /// What becomes of an event Stripe gives no usable answer about: one whose amount cannot be read is for staff, any
    /// other is none of ours.
    /// </summary>
    public static async Task Settle(
        WalletDbContext db,
        StripeEvent received,
        Error refusal,
        long nowMicros,
        CancellationToken ct
    )
    {
        var isStrange = refusal == TopUpErrors.Unreadable;
        received.Settle(isStrange ? StripeEventState.Strange : StripeEventState.Ignored);
        if (isStrange)
        {
            await Keep(db, refusal.Message, $"{received.Type} {received.Id} {received.ObjectId}", nowMicros, ct);
        }
    }

    /// <summary>Money that came without a top-up it belongs to: for staff to look at.</summary>
    public static Task Settle(
        WalletDbContext db,
        StripeEvent received,
        PaymentState payment,
        long nowMicros,
        CancellationToken ct
    )
    {
        received.Settle(StripeEventState.Strange);
        var what = $"{received.Type} {received.Id} {payment.PaymentIntentId}: {payment.Amount}, {payment.Status}";
        return Keep(db, "It tells of another payment of a top-up that has one already.", what, nowMicros, ct);
    }

    /// <summary>Adds it, or counts it; inside the caller's transaction.</summary>
    public static async Task Keep(WalletDbContext db, string reason, string body, long nowMicros, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        if (await db.StrangeStripeMessages.FirstOrDefaultAsync(x => x.Sha256 == hash, ct) is { } known)
        {
            known.SeeAgain(nowMicros);
        }
        else
        {
            db.StrangeStripeMessages.Add(new(hash, reason, body, nowMicros));
        }
    }
}
