using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>
/// Ties a visit to its booking, and ends it. Command and event both do it, on any host and at the same moment: the
/// row's state lets one of them through, and whoever comes second changes nothing.
/// </summary>
internal static class VisitBooking
{
    /// <summary>Each provider asked is a booking of its own, and the same one when it is asked again.</summary>
    public static BookingRequestId RequestOf(BookingRequestId visit, ProviderId provider) =>
        new(Ids.Derive("hubs", "visit-booking", visit.ToString(), provider.ToString()));

    /// <summary>In the open transaction.</summary>
    public static async Task Note(
        HubsDbContext db,
        BookingRequestId visit,
        BookingId booking,
        string number,
        ProviderId provider,
        CancellationToken ct
    )
    {
        var found = await db.PartnerVisits.AsNoTracking().FirstAsync(x => x.Id == visit, ct);
        var chaseAt = found.FirstChasedAt();
        var noted = await db
            .PartnerVisits.Where(x => x.Id == visit && x.State == VisitState.Assigning)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, VisitState.Booked)
                        .SetProperty(x => x.BookingId, booking)
                        .SetProperty(x => x.Number, number)
                        .SetProperty(x => x.ProviderId, provider)
                        .SetProperty(x => x.ChaseAt, chaseAt)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (noted == 0 || found.Seed is null)
        {
            return;
        }

        var programme = found.ProgrammeId;
        await db
            .ProgrammeProviders.Where(x => x.ProgrammeId == programme && x.ProviderId == provider)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Assigned, x => x.Assigned + 1), ct);
    }

    /// <summary>An outcome is final: the first one stays. The person's time is free again.</summary>
    public static async Task End(
        HubsDbContext db,
        BookingId booking,
        VisitState outcome,
        Instant at,
        CancellationToken ct
    )
    {
        var ended = await db
            .PartnerVisits.Where(x => x.BookingId == booking && x.State == VisitState.Booked)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, outcome)
                        .SetProperty(x => x.EndedAt, at)
                        .SetProperty(x => x.ChaseAt, (Instant?)null)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (ended == 1)
        {
            var visits = db.PartnerVisits.Where(x => x.BookingId == booking).Select(x => x.Id);
            await db.VisitClaims.Where(x => visits.Contains(x.VisitId)).ExecuteDeleteAsync(ct);
        }
    }
}
