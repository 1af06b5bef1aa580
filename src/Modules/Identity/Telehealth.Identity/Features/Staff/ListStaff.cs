using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Staff;

internal sealed class ListStaffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/identity/staff",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListStaff(), ct)).ToHttp()
            )
            .WithName("ListStaff")
            .WithSummary("Everybody who works for the platform, with their roles, by name")
            .WithTags("Identity")
            .Answers<StaffAnswer>(StatusCodes.Status200OK, 403);
        api.MapGet(
                "/identity/authority-changes",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListAuthorityChanges(), ct)).ToHttp()
            )
            .WithName("ListAuthorityChanges")
            .WithSummary("What was changed of who may do what, latest first; the last hundred")
            .WithTags("Identity")
            .Answers<AuthorityChangesAnswer>(StatusCodes.Status200OK, 403);
    }
}

/// <summary>Everybody who works for the platform.</summary>
/// <param name="Items">By name.</param>
public sealed record StaffAnswer(IReadOnlyList<StaffMemberAnswer> Items);

/// <summary>Somebody who works for the platform.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="DisplayName">The name.</param>
/// <param name="Email">The address.</param>
/// <param name="Roles">The roles held now; empty while they wait for a second administrator.</param>
/// <param name="SuspendedAt">Since when the account is stopped, or null.</param>
public sealed record StaffMemberAnswer(
    PersonId PersonId,
    string DisplayName,
    string Email,
    IReadOnlyList<string> Roles,
    Instant? SuspendedAt
);

/// <summary>What was changed of who may do what.</summary>
/// <param name="Items">Latest first.</param>
public sealed record AuthorityChangesAnswer(IReadOnlyList<AuthorityChangeAnswer> Items);

[Needs(IdentityModule.ManageStaff)]
internal sealed record ListStaff : IQuery<StaffAnswer>;

[Needs(IdentityModule.ManageStaff)]
internal sealed record ListAuthorityChanges : IQuery<AuthorityChangesAnswer>;

internal sealed class ListStaffHandler(IdentityDbContext db) : IQueryHandler<ListStaff, StaffAnswer>
{
    public async Task<Result<StaffAnswer>> Handle(ListStaff query, CancellationToken ct)
    {
        // Whoever was brought in once has a lineage, also while holding no role.
        var people = await db
            .People.AsNoTracking()
            .Include(x => x.Roles)
            .Where(x => x.Lineage != null)
            .OrderBy(x => x.DisplayName)
            .ToListAsync(ct);
        var ids = people.ConvertAll(x => x.Id.Value);
        var emails = await db
            .Accounts.Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, x => x.Email ?? "", ct);
        return new StaffAnswer([
            .. people.Select(x => new StaffMemberAnswer(
                x.Id,
                x.DisplayName,
                emails.GetValueOrDefault(x.Id.Value, ""),
                x.RoleNames,
                x.SuspendedAt
            )),
        ]);
    }
}

internal sealed class ListAuthorityChangesHandler(IdentityDbContext db)
    : IQueryHandler<ListAuthorityChanges, AuthorityChangesAnswer>
{
    private const int Most = 100;

    public async Task<Result<AuthorityChangesAnswer>> Handle(ListAuthorityChanges query, CancellationToken ct)
    {
        var changes = await db
            .AuthorityEntries.AsNoTracking()
            .OrderByDescending(x => x.Sequence)
            .Take(Most)
            .ToListAsync(ct);
        return new AuthorityChangesAnswer([.. changes.Select(AuthorityChangeAnswer.Of)]);
    }
}
