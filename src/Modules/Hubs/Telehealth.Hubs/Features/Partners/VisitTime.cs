using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>An insured person's own time: one visit of all that want it has it, whoever the providers are.</summary>
internal sealed class VisitTime(HubsDbContext db)
{
    private const int StepMinutes = 5;

    // A visit overlaps at most two that do not overlap each other.
    private const int MostStanding = 2;

    private static readonly StepClaimTable Table = new(PartnerMapping.VisitClaims, "PersonId", "VisitId");

    /// <summary>In the open transaction; answers the visit that stands, and then nothing is claimed.</summary>
    public async Task<Error?> Claim(PartnerVisit visit, Instant now, CancellationToken ct)
    {
        var steps = StepsOf(visit.StartsAt);
        for (var cleared = 0; ; cleared++)
        {
            if (await StepClaims.Insert(db, Table, visit.PersonId.Value, visit.Id.Value, steps, ct))
            {
                return null;
            }

            var standing = await Standing(visit.PersonId, visit.StartsAt, visit.Id, ct);
            if (standing is null)
            {
                throw new DbUpdateConcurrencyException("The time was freed at this moment; look again.");
            }

            if (cleared == MostStanding || !standing.IsAbandoned(now))
            {
                return PartnerErrors.VisitOverlaps(standing);
            }

            await Fail(db, standing.Id, ct);
            await db.VisitClaims.Where(x => x.VisitId == visit.Id).ExecuteDeleteAsync(ct);
        }
    }

    /// <summary>Why the person has no time then, before anybody is asked; the claims decide.</summary>
    public async Task<Error?> Taken(PersonId person, Instant startsAt, Instant now, CancellationToken ct) =>
        await Standing(person, startsAt, besides: null, ct) is { } standing && !standing.IsAbandoned(now)
            ? PartnerErrors.VisitOverlaps(standing)
            : null;

    /// <summary>Nobody could take the visit: it ends, and the person's time is free again.</summary>
    public static async Task Fail(HubsDbContext db, BookingRequestId visit, CancellationToken ct)
    {
        var failed = await db
            .PartnerVisits.Where(x => x.Id == visit && x.State == VisitState.Assigning)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.State, VisitState.Failed).SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (failed == 1)
        {
            await db.VisitClaims.Where(x => x.VisitId == visit).ExecuteDeleteAsync(ct);
        }
    }

    private Task<PartnerVisit?> Standing(
        PersonId person,
        Instant startsAt,
        BookingRequestId? besides,
        CancellationToken ct
    )
    {
        var steps = StepsOf(startsAt);
        var (first, last) = (steps[0], steps[^1]);
        var holders = db
            .VisitClaims.Where(x => x.PersonId == person && x.Step >= first && x.Step <= last)
            .Where(x => besides == null || x.VisitId != besides)
            .Select(x => x.VisitId);
        return db
            .PartnerVisits.AsNoTracking()
            .Where(x => holders.Contains(x.Id))
            .OrderBy(x => x.StartsAt)
            .FirstOrDefaultAsync(ct);
    }

    private static List<long> StepsOf(Instant startsAt)
    {
        var first = startsAt.ToUnixTimeSeconds() / (StepMinutes * 60);
        return [.. Enumerable.Range(0, Programme.VisitMinutes / StepMinutes).Select(x => first + x)];
    }
}
