using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>Ties a visit to its booking; command or event, whoever comes second changes nothing.</summary>
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
        var found = await db.PartnerVisits.FirstAsync(x => x.Id == visit, ct);
        if (!found.Book(booking, number, provider) || found.Seed is null)
        {
            return;
        }

        var programme = found.ProgrammeId;
        await db
            .ProgrammeProviders.Where(x => x.ProgrammeId == programme && x.ProviderId == provider)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Assigned, x => x.Assigned + 1), ct);
    }
}
