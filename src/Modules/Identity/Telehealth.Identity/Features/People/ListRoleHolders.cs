using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class ListRoleHoldersHandler(IdentityDbContext db)
    : IQueryHandler<ListRoleHolders, IReadOnlyList<PersonId>>
{
    public async Task<Result<IReadOnlyList<PersonId>>> Handle(ListRoleHolders query, CancellationToken ct) =>
        await db
            .People.AsNoTracking()
            .Where(x => x.RegisteredAt != null && x.SuspendedAt == null)
            .Where(x => x.Roles.Any(y => y.Role == query.Role && y.EndedAt == null))
            .OrderBy(x => x.Id)
            .Select(x => x.Id)
            .ToListAsync(ct);
}
