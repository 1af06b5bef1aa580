using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Funds;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>Lets a cover go, inside the caller's transaction.</summary>
internal sealed class CoverRelease(
    WalletDbContext db,
    LedgerBook ledger,
    CreditOrders credits,
    IClock clock,
    SystemTime system
)
{
    /// <summary>
    /// Releases the whole cover. One that was never reserved gets a refusal row instead: its reservation may still be
    /// on its way, and must lose when it arrives.
    /// </summary>
    public async Task Release(CoverId id, CancellationToken ct)
    {
        var cover = await db.Covers.FirstOrDefaultAsync(x => x.Id == id, ct);
        if (cover is null)
        {
            db.Covers.Add(Cover.Refuse(id, clock.GetCurrentInstant(), system.NowMicros));
            return;
        }

        await LetGo(cover, cover.Release(), ct);
    }

    /// <summary>Gives a failed attempt's confirmation back, if the cover still carries that attempt.</summary>
    public async Task GiveBack(CoverId id, int attempt, CancellationToken ct)
    {
        if (await db.Covers.FirstOrDefaultAsync(x => x.Id == id, ct) is { } cover)
        {
            await LetGo(cover, cover.FailAttempt(attempt, clock.GetCurrentInstant()), ct);
        }
    }

    public async Task LetGo(Cover cover, Quantity? freed, CancellationToken ct)
    {
        if (freed is { } amount)
        {
            await ledger.LetGo(cover.Account, amount, ct);
            await credits.SettleReturned(cover, ct);
        }
    }
}
