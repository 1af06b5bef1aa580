using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

/// <summary>
/// What every change of authority does alike: the line in the chained audit before it, one change after another, and
/// afterwards the history and the event by which people are told.
/// </summary>
internal sealed class AuthorityControl(
    IdentityDbContext db,
    IAuditLog audit,
    AccessStamps stamps,
    IWork work,
    IClock clock
)
{
    private long sequence;

    /// <summary>Who acts, as grants name it; the platform itself begins a chain with each account.</summary>
    public async Task<GrantedBy> Granter(CancellationToken ct) =>
        work.Actor.Person is { } person
            ? new GrantedBy(work.Actor.Key, await LineageOf(person, ct))
            : new GrantedBy(work.Actor.Key);

    /// <summary>Of an account that nobody of the staff brought in it is the account itself.</summary>
    public async Task<PersonId> LineageOf(PersonId person, CancellationToken ct) =>
        await db.People.Where(x => x.Id == person).Select(x => x.Lineage).FirstOrDefaultAsync(ct) ?? person;

    /// <summary>Before <see cref="Begin"/>: what cannot be written down does not happen.</summary>
    public Task<Error?> Audit(CancellationToken ct, params IReadOnlyList<AuditLine> lines) =>
        audit.Record(work.StepKey("audit"), ct, lines);

    /// <summary>
    /// Opens the transaction and waits for its turn; answers why the actor may not act any more, if so. Whatever was
    /// read before is forgotten: it may be of before the turn.
    /// </summary>
    public async Task<Error?> Begin(PersonId? whose, CancellationToken ct, params IReadOnlyList<string> roles)
    {
        db.ChangeTracker.Clear();
        if (whose is { } person)
        {
            stamps.Distrust(person);
        }

        await work.Begin(ct);
        await db.AuthorityHead.ExecuteUpdateAsync(set => set.SetProperty(x => x.Sequence, x => x.Sequence + 1), ct);
        sequence = await db.AuthorityHead.Select(x => x.Sequence).SingleAsync(ct);
        return work.Actor.Person is not { } actor || await Acts(actor, roles, ct)
            ? null
            : AuthorityErrors.AuthorityLost;
    }

    /// <summary>True while the person may sign in and holds one of the roles.</summary>
    public Task<bool> Acts(PersonId person, IReadOnlyList<string> roles, CancellationToken ct) =>
        Active().AnyAsync(x => x.Id == person && x.Roles.Any(y => y.EndedAt == null && roles.Contains(y.Role)), ct);

    /// <summary>True when nobody but this person is an administrator who may sign in.</summary>
    public async Task<bool> IsLastAdministrator(Person person, CancellationToken ct) =>
        person.Holds(Roles.PlatformAdmin)
        && person.SuspendedAt is null
        && !await Active()
            .AnyAsync(
                x => x.Id != person.Id && x.Roles.Any(y => y.EndedAt == null && y.Role == Roles.PlatformAdmin),
                ct
            );

    /// <summary>In the transaction: what happened, for the administrators' page and for those who are told.</summary>
    public void Note(AuthorityChange change, PersonId? whose, string? role = null, string? detail = null)
    {
        var now = clock.GetCurrentInstant();
        db.AuthorityEntries.Add(new AuthorityEntry(change, whose, role ?? detail, work.Actor.Key, now));
        work.Publish(new AuthorityChangedV1(change, whose, role, work.Actor.Person), "authority", sequence);
    }

    private IQueryable<Person> Active() => db.People.Where(x => x.RegisteredAt != null && x.SuspendedAt == null);
}
