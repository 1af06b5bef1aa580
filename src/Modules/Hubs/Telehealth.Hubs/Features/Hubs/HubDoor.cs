using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

/// <summary>Which hubs exist for whom. For everybody else a hub is not there (HUB-01).</summary>
internal sealed class HubDoor(HubsDbContext db, IWork work)
{
    /// <summary>The hubs of the employers the HR admin runs; the platform itself sees all.</summary>
    public IQueryable<WellbeingHub> Administered()
    {
        var person = work.Actor.Person ?? new PersonId(Guid.Empty);
        return db
            .Hubs.AsNoTracking()
            .Where(x => db.EmployerAdmins.Any(y => y.EmployerId == x.EmployerId && y.PersonId == person));
    }

    public Task<WellbeingHub?> OfAdmin(HubId id, CancellationToken ct) =>
        Administered().FirstOrDefaultAsync(x => x.Id == id, ct);

    /// <summary>A programme manager sees every hub, an HR admin those of the own employers.</summary>
    public Task<WellbeingHub?> OfStaff(HubId id, CancellationToken ct) =>
        work.Actor.Has(Roles.ProgrammeManager)
            ? db.Hubs.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct)
            : OfAdmin(id, ct);

    /// <summary>A live hub, for its members.</summary>
    public async Task<WellbeingHub?> OfMember(HubId id, CancellationToken ct)
    {
        var member = await Membership(id, ct);
        return member is null
            ? null
            : await db.Hubs.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id && x.State == HubState.Live, ct);
    }

    public async Task<HubMember?> Membership(HubId id, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return null;
        }

        return await db
            .Members.AsNoTracking()
            .FirstOrDefaultAsync(x => x.HubId == id && x.PersonId == person && x.State == MemberState.Active, ct);
    }
}
