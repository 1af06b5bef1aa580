using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Holds;

/// <summary>What more than one slice does with kept time.</summary>
internal sealed class TimeHolds(MarketplaceDbContext db)
{
    /// <summary>True while exactly this time of this provider is kept under the id.</summary>
    public async Task<bool> Stands(TimeHoldId? id, ProviderId provider, Instant startsAt, CancellationToken ct) =>
        id is { } held
        && await db.TimeHolds.AnyAsync(x => x.Id == held && x.ProviderId == provider && x.StartsAt == startsAt, ct);

    /// <summary>
    /// Ends it and frees its claims, in the open transaction; nothing happens when it is gone already.
    /// </summary>
    public async Task LetGo(TimeHoldId id, CancellationToken ct)
    {
        await db.TimeHolds.Where(x => x.Id == id).ExecuteDeleteAsync(ct);
        var claims = TimeHold.ClaimsOf(id);
        await db.SlotClaims.Where(x => x.BookingId == claims).ExecuteDeleteAsync(ct);
    }
}
