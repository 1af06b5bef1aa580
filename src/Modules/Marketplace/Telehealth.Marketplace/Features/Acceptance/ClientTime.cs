using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Acceptance;

/// <summary>
/// A client's own time, where an employer's credit pays: two sessions at once use up two credits, and one of them is
/// missed. With the own money a client may book for more than one person. Partners' visits are claimed where the
/// insured person is known.
/// </summary>
internal sealed class ClientTime(MarketplaceDbContext db)
{
    public static bool IsClaimed(FundingKind funding) => funding == FundingKind.Credit;

    /// <summary>In the open transaction; answers the booking that stands, and then nothing is claimed.</summary>
    public async Task<Error?> Claim(
        PersonId client,
        BookingId booking,
        Instant startsAt,
        int minutes,
        CancellationToken ct
    ) =>
        await ClaimInsert.OfClient(db, client, booking, StepsOf(startsAt, minutes), ct)
            ? null
            : await Standing(client, startsAt, minutes, ct) ?? BookingRequestErrors.Taken([]);

    /// <summary>A kindness to the caller before anything is set aside; the claims decide.</summary>
    public async Task<Error?> Standing(PersonId client, Instant startsAt, int minutes, CancellationToken ct)
    {
        var steps = StepsOf(startsAt, minutes);
        var (first, last) = (steps[0], steps[^1]);
        var standing = await db
            .Bookings.AsNoTracking()
            .Where(x =>
                db.ClientClaims.Any(y =>
                    y.BookingId == x.Id && y.ClientId == client && y.Step >= first && y.Step <= last
                )
            )
            .OrderBy(x => x.StartsAt)
            .FirstOrDefaultAsync(ct);
        return standing is null ? null : BookingErrors.ClientBooked(standing);
    }

    /// <summary>The client's time is free again: called off, held or missed.</summary>
    public static Task LetGo(MarketplaceDbContext db, BookingId booking, CancellationToken ct) =>
        db.ClientClaims.Where(x => x.BookingId == booking).ExecuteDeleteAsync(ct);

    // Buffers are the provider's.
    private static List<long> StepsOf(Instant startsAt, int minutes) =>
        [.. Grid.Steps(startsAt, new SlotShape(minutes, 0, 0))];
}
