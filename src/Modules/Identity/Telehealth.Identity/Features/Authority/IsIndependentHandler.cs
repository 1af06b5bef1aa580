using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

internal sealed class IsIndependentHandler(IdentityDbContext db) : IQueryHandler<IsIndependent, bool>
{
    public async Task<Result<bool>> Handle(IsIndependent query, CancellationToken ct)
    {
        PersonId[] all = [query.PersonId, .. query.Others];
        var known = await db
            .People.AsNoTracking()
            .Where(x => all.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, x => x.Lineage ?? x.Id, ct);
        var own = known.GetValueOrDefault(query.PersonId, query.PersonId);
        return query.Others.All(x => known.GetValueOrDefault(x, x) != own);
    }
}
