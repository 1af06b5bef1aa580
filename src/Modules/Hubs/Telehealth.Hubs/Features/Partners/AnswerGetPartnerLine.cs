using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class AnswerGetPartnerLine(HubsDbContext db, PartnerDoor door)
    : IQueryHandler<GetPartnerLine, PartnerLine>
{
    public async Task<Result<PartnerLine>> Handle(GetPartnerLine query, CancellationToken ct)
    {
        var programme = await db
            .Programmes.AsNoTracking()
            .FirstOrDefaultAsync(x => db.Insured.Any(i => i.Id == query.PersonId && i.ProgrammeId == x.Id), ct);
        return programme is null
            ? new PartnerLine(null, null)
            : (await door.LineOf(programme, query.PersonId, ct)).Map(x => new PartnerLine(programme.Name, x));
    }
}
