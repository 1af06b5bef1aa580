using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

/// <summary>
/// Whoever has the host may do anything to the platform anyway; this way it is in the audit, and the other
/// administrators hear of it. Such an account begins a chain of its own, whoever opened it before.
/// </summary>
internal sealed class InstallAdministratorHandler(
    IdentityDbContext db,
    AuthorityControl authority,
    ISender sender,
    IWork work,
    IClock clock
) : ICommandHandler<InstallAdministrator, StaffAccountAnswer>
{
    public async Task<Result<StaffAccountAnswer>> Handle(InstallAdministrator command, CancellationToken ct)
    {
        var found = await sender.Send(new FindPerson(command.Email), ct);
        if (found.Error is not null)
        {
            var open = new CreateStaffAccount(
                command.Email,
                command.DisplayName,
                [Roles.PlatformAdmin],
                command.Country,
                command.TimeZone,
                command.Language
            );
            return await sender.Send(open, ct, work.StepKey("account"));
        }

        var line = new AuditLine($"role.granted.{Roles.PlatformAdmin}", $"person:{found.Value}");
        if (await authority.Audit(ct, line) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(found.Value, ct) is { } lost)
        {
            return lost;
        }

        var person = await db.People.Include(x => x.Roles).FirstAsync(x => x.Id == found.Value, ct);
        if (person.RegisteredAt is null)
        {
            return AuthorityErrors.AddressUnproven;
        }

        person.Grant(Roles.PlatformAdmin, await authority.Granter(ct), clock.GetCurrentInstant());
        person.BeginLineage();
        person.Reinstate();
        authority.Note(AuthorityChange.RoleGranted, person.Id, Roles.PlatformAdmin);
        return new StaffAccountAnswer(person.Id, []);
    }
}
