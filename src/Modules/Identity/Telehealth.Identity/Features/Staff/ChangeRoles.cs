using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
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
            .WithSummary("Gives a person a role. Tokens and cookies with the old roles stop at once.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404, 422);
        api.MapDelete(
                Path,
                async (PersonId personId, string role, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RevokeRole(personId, role), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("RevokeRole")
            .WithSummary("Takes a role from a person. Tokens and cookies with the old roles stop at once.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404, 422);
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

[Needs("identity.roles.manage")]
internal sealed record GrantRole(PersonId PersonId, string Role) : ICommand<AccessAnswer>;

[Needs("identity.roles.manage")]
internal sealed record RevokeRole(PersonId PersonId, string Role) : ICommand<AccessAnswer>;

[Needs("identity.access.read")]
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

internal sealed class GrantRoleHandler(IdentityDbContext db, AccessStamps stamps, IWork work, IClock clock)
    : ICommandHandler<GrantRole, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(GrantRole command, CancellationToken ct)
    {
        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        stamps.Distrust(person.Id);
        await work.Begin(ct);
        return person.Grant(command.Role, work.Actor.Key, clock.GetCurrentInstant()) is { } refusal
            ? refusal
            : AccessAnswer.Of(person);
    }
}

internal sealed class RevokeRoleHandler(IdentityDbContext db, AccessStamps stamps, IWork work)
    : ICommandHandler<RevokeRole, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(RevokeRole command, CancellationToken ct)
    {
        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        stamps.Distrust(person.Id);
        await work.Begin(ct);
        return person.Revoke(command.Role, work.Actor) is { } refusal ? refusal : AccessAnswer.Of(person);
    }
}
