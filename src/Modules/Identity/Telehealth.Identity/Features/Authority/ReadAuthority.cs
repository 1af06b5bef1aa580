using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

internal sealed class ReadAuthorityEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/identity/people/{personId}/authority",
                async (PersonId personId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReadAuthority(personId), ct)).ToHttp()
            )
            .WithName("ReadAuthority")
            .WithSummary(
                "The roles somebody holds and held: who gave each, when and until when; what else was changed."
            )
            .WithTags("Identity")
            .Answers<AuthorityAnswer>(StatusCodes.Status200OK, 403, 404);
        api.MapPost(
                "/identity/people/find",
                async (FindAccountBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new FindAccount(body.Email), ct)).ToHttp()
            )
            .WithName("FindAccount")
            .WithSummary("Whose account has this address")
            .WithTags("Identity")
            .Answers<AuthorityAnswer>(StatusCodes.Status200OK, 403, 404);
    }
}

/// <summary>Whose account is looked for.</summary>
/// <param name="Email">The address, in any case.</param>
public sealed record FindAccountBody(string Email);

/// <summary>What somebody may do and might do before.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="DisplayName">As the person wants to be called.</param>
/// <param name="Email">The address.</param>
/// <param name="SuspendedAt">Since when the account is stopped, or null.</param>
/// <param name="SuspendedBecause">Why, or null.</param>
/// <param name="Roles">Every role held or held before, in the order given.</param>
/// <param name="Changes">What was changed, latest first; the last hundred.</param>
public sealed record AuthorityAnswer(
    PersonId PersonId,
    string DisplayName,
    string Email,
    Instant? SuspendedAt,
    string? SuspendedBecause,
    IReadOnlyList<RoleGrantAnswer> Roles,
    IReadOnlyList<AuthorityChangeAnswer> Changes
);

/// <summary>A role somebody holds or held.</summary>
/// <param name="Role">The role.</param>
/// <param name="GrantedBy">Who gave or proposed it: kind:id, or self for the role of the sign-up.</param>
/// <param name="ApprovedBy">The second administrator, or null where none was needed.</param>
/// <param name="GrantedAt">Since when.</param>
/// <param name="EndedBy">Who took it, or null.</param>
/// <param name="EndedAt">Until when; null while it is held.</param>
public sealed record RoleGrantAnswer(
    string Role,
    string GrantedBy,
    string? ApprovedBy,
    Instant GrantedAt,
    string? EndedBy,
    Instant? EndedAt
)
{
    internal static RoleGrantAnswer Of(RoleGrant x) =>
        new(x.Role, x.GrantedBy, x.ApprovedBy, x.GrantedAt, x.EndedBy, x.EndedAt);
}

/// <summary>A change of authority.</summary>
/// <param name="Change">What was changed.</param>
/// <param name="PersonId">Whose authority, or null where it is nobody's.</param>
/// <param name="Detail">The role, the partner's client id, the reason of a suspension.</param>
/// <param name="By">Who did it: kind:id.</param>
/// <param name="At">When.</param>
public sealed record AuthorityChangeAnswer(
    AuthorityChange Change,
    PersonId? PersonId,
    string? Detail,
    string By,
    Instant At
)
{
    internal static AuthorityChangeAnswer Of(AuthorityEntry x) => new(x.Change, x.PersonId, x.Detail, x.By, x.At);
}

[Needs(IdentityModule.ReadAccess)]
internal sealed record ReadAuthority(PersonId PersonId) : IQuery<AuthorityAnswer>;

[Needs(IdentityModule.ReadAccess)]
internal sealed record FindAccount(string Email) : IQuery<AuthorityAnswer>;

internal sealed class ReadAuthorityHandler(IdentityDbContext db) : IQueryHandler<ReadAuthority, AuthorityAnswer>
{
    private const int Most = 100;

    public async Task<Result<AuthorityAnswer>> Handle(ReadAuthority query, CancellationToken ct)
    {
        var person = await db
            .People.AsNoTracking()
            .Include(x => x.Roles)
            .FirstOrDefaultAsync(x => x.Id == query.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        var email = await db.Accounts.Where(x => x.Id == person.Id.Value).Select(x => x.Email).FirstOrDefaultAsync(ct);
        var changes = await db
            .AuthorityEntries.AsNoTracking()
            .Where(x => x.PersonId == person.Id)
            .OrderByDescending(x => x.Sequence)
            .Take(Most)
            .ToListAsync(ct);
        return new AuthorityAnswer(
            person.Id,
            person.DisplayName,
            email ?? "",
            person.SuspendedAt,
            person.SuspendedBecause,
            [.. person.Roles.OrderBy(x => x.Number).Select(RoleGrantAnswer.Of)],
            [.. changes.Select(AuthorityChangeAnswer.Of)]
        );
    }
}

internal sealed class FindAccountHandler(ISender sender) : IQueryHandler<FindAccount, AuthorityAnswer>
{
    public async Task<Result<AuthorityAnswer>> Handle(FindAccount query, CancellationToken ct)
    {
        var found = await sender.Send(new FindPerson(query.Email), ct);
        return found.Error is { } unknown ? unknown : await sender.Send(new ReadAuthority(found.Value), ct);
    }
}
