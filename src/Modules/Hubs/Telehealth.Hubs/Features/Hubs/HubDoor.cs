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

    /// <summary>
    /// Whose hub it is about: the own, or that of the member the concierge books for (HUB-19); null for anybody else.
    /// </summary>
    public PersonId? Member(PersonId? named) =>
        named is null || named == work.Actor.Person ? work.Actor.Person
        : work.Actor.Has(Roles.Concierge) ? named
        : null;

    /// <summary>A live hub, for its members and whoever books for them.</summary>
    public async Task<WellbeingHub?> OfMember(HubId id, PersonId? named, CancellationToken ct)
    {
        var member = await Membership(id, Member(named), ct);
        return member is null
            ? null
            : await db.Hubs.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id && x.State == HubState.Live, ct);
    }

    private async Task<HubMember?> Membership(HubId id, PersonId? member, CancellationToken ct)
    {
        if (member is not { } person)
        {
            return null;
        }

        return await db
            .Members.AsNoTracking()
            .FirstOrDefaultAsync(x => x.HubId == id && x.PersonId == person && x.State == MemberState.Active, ct);
    }
}
