using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class GetBirthDateHandler(IdentityDbContext db) : IQueryHandler<GetBirthDate, BirthDate>
{
    public async Task<Result<BirthDate>> Handle(GetBirthDate query, CancellationToken ct)
    {
        var born = await db
            .People.AsNoTracking()
            .Where(x => x.Id == query.PersonId)
            .Select(x => new BirthDate(x.DateOfBirth, x.Country, x.TimeZone))
            .FirstOrDefaultAsync(ct);
        return born is null ? PersonErrors.Unknown : born;
    }
}
