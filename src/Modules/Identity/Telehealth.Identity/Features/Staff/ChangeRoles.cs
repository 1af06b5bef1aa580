using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Staff;

internal sealed class ChangeRolesEndpoint : IEndpoint
{
    private const string Path = "/identity/people/{personId}/roles/{role}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(
                Path,
                async (PersonId personId, string role, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new GrantRole(personId, role), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("GrantRole")
            .WithSummary("Gives another person a role. Tokens and cookies with the old roles stop at once.")
            .WithDescription(
                "Roles that move money, open cases or make administrators take two administrators: propose them."
            )
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422);
        api.MapDelete(
                Path,
                async (PersonId personId, string role, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RevokeRole(personId, role), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("RevokeRole")
            .WithSummary("Takes a role from another person. Tokens and cookies with the old roles stop at once.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422);
        api.MapGet(
                "/identity/people/{personId}/access",
                async (PersonId personId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReadAccess(personId), ct)).ToHttp()
            )
            .WithName("ReadAccess")
            .WithSummary("The roles a person holds, and whether the account is suspended.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404);
    }
}

/// <summary>What a person may do.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="Suspended">True while the account is suspended: no token and no cookie of it counts.</param>
/// <param name="SuspendedAt">Since when, or null.</param>
public sealed record AccessAnswer(PersonId PersonId, IReadOnlyList<string> Roles, bool Suspended, Instant? SuspendedAt)
{
    internal static AccessAnswer Of(Person person) =>
        new(person.Id, person.RoleNames, person.SuspendedAt is not null, person.SuspendedAt);
}

[Needs(IdentityModule.ManageRoles)]
internal sealed record GrantRole(PersonId PersonId, string Role) : ICommand<AccessAnswer>;

[Needs(IdentityModule.ManageRoles)]
internal sealed record RevokeRole(PersonId PersonId, string Role) : ICommand<AccessAnswer>;

[Needs(IdentityModule.ReadAccess)]
internal sealed record ReadAccess(PersonId PersonId) : IQuery<AccessAnswer>;

internal sealed class ReadAccessHandler(IdentityDbContext db) : IQueryHandler<ReadAccess, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(ReadAccess query, CancellationToken ct)
    {
        var person = await db
            .People.AsNoTracking()
            .Include(x => x.Roles)
            .FirstOrDefaultAsync(x => x.Id == query.PersonId, ct);
        return person is null ? PersonErrors.Unknown : AccessAnswer.Of(person);
    }
}

internal sealed class GrantRoleHandler(IdentityDbContext db, AuthorityControl authority, IWork work, IClock clock)
    : ICommandHandler<GrantRole, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(GrantRole command, CancellationToken ct)
    {
        var seen = await Find(command, ct);
        if (seen.Error is not null || seen.Value.Holds(command.Role))
        {
            return seen.Map(AccessAnswer.Of);
        }

        var line = new AuditLine($"role.granted.{command.Role}", $"person:{command.PersonId}");
        if (await authority.Audit(ct, line) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(command.PersonId, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        var found = await Find(command, ct);
        if (found.Error is not null || found.Value.Holds(command.Role))
        {
            return found.Map(AccessAnswer.Of);
        }

        found.Value.Grant(command.Role, await authority.Granter(ct), clock.GetCurrentInstant());
        authority.Note(AuthorityChange.RoleGranted, command.PersonId, command.Role);
        return AccessAnswer.Of(found.Value);
    }

    private async Task<Result<Person>> Find(GrantRole command, CancellationToken ct)
    {
        if (!Roles.All.Contains(command.Role))
        {
            return PersonErrors.RoleUnknown;
        }

        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        return person is null ? PersonErrors.Unknown
            : work.Actor.Is(person.Id) ? AuthorityErrors.OwnRoles
            : person.RegisteredAt is null ? AuthorityErrors.AddressUnproven
            : RoleRules.NeedsSecond(command.Role) && !person.Holds(command.Role) ? AuthorityErrors.SecondNeeded
            : person;
    }
}

internal sealed class RevokeRoleHandler(IdentityDbContext db, AuthorityControl authority, IWork work, IClock clock)
    : ICommandHandler<RevokeRole, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(RevokeRole command, CancellationToken ct)
    {
        var seen = await Find(command, ct);
        if (seen.Error is not null || !seen.Value.Holds(command.Role))
        {
            return seen.Map(AccessAnswer.Of);
        }

        var line = new AuditLine($"role.taken.{command.Role}", $"person:{command.PersonId}");
        if (await authority.Audit(ct, line) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(command.PersonId, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        var found = await Find(command, ct);
        if (found.Error is not null || !found.Value.Holds(command.Role))
        {
            return found.Map(AccessAnswer.Of);
        }

        found.Value.Revoke(command.Role, work.Actor.Key, clock.GetCurrentInstant());
        authority.Note(AuthorityChange.RoleTaken, command.PersonId, command.Role);
        return AccessAnswer.Of(found.Value);
    }

    private async Task<Result<Person>> Find(RevokeRole command, CancellationToken ct)
    {
        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        return work.Actor.Is(person.Id) ? AuthorityErrors.OwnRoles
            : command.Role == Roles.PlatformAdmin && await authority.IsLastAdministrator(person, ct)
                ? AuthorityErrors.LastAdministrator
            : person;
    }
}
