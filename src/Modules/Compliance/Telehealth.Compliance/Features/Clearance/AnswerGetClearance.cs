using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Clearance;

internal sealed class AnswerGetClearance(ComplianceDbContext db) : IQueryHandler<GetClearance, Contracts.Clearance>
{
    public async Task<Result<Contracts.Clearance>> Handle(GetClearance query, CancellationToken ct)
    {
        var file = await db
            .ClearanceFiles.AsNoTracking()
            .Where(x => x.ProviderId == query.ProviderId)
            .Select(x => new { x.State, x.Decisions })
            .FirstOrDefaultAsync(ct);
        return new Contracts.Clearance(query.ProviderId, file?.State == ClearanceState.Granted, file?.Decisions ?? 0);
    }
}
