using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Allotments;

/// <summary>A member as of now: what is due of its periods is done, should the jobs be a moment behind.</summary>
internal sealed class MemberPeriods(HubsDbContext db, ISender sender, IClock clock)
{
    /// <summary>Null when the person is no member.</summary>
    public async Task<HubMember?> UpToDate(HubId hub, PersonId person, CancellationToken ct)
    {
        var member = await Read(hub, person, ct);
        while (member is not null && member.PeriodEndsAt <= clock.GetCurrentInstant())
        {
            var renewed = await sender.Send(new RenewPeriod(member.Id), ct);
            member = await Read(hub, person, ct);
            if (!renewed.IsSuccess)
            {
                break;
            }
        }

        var waiting = await db
            .Allotments.AsNoTracking()
            .Where(x => x.HubId == hub && x.PersonId == person && !x.Done)
            .OrderBy(x => x.Sequence)
            .Select(x => x.Id)
            .ToListAsync(ct);
        foreach (var order in waiting)
        {
            // Should it fail, the job does it, and the booking finds what is there.
            _ = await sender.Send(new CarryOutAllotment(order), ct);
        }

        return member;
    }

    private Task<HubMember?> Read(HubId hub, PersonId person, CancellationToken ct) =>
        db
            .Members.AsNoTracking()
            .FirstOrDefaultAsync(x => x.HubId == hub && x.PersonId == person && x.State == MemberState.Active, ct);
}
