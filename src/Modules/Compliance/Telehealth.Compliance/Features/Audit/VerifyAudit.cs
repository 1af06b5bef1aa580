using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Audit;

internal sealed class VerifyAuditEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/audit/verification",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new VerifyAudit(), ct)).ToHttp()
            )
            .WithName("VerifyAudit")
            .WithSummary("Follows the audit's chain from its first line to its last and names the first that is wrong")
            .WithTags("Safeguarding")
            .Answers<AuditVerification>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
}

internal sealed class VerifyAuditHandler(ComplianceDbContext db) : IQueryHandler<VerifyAudit, AuditVerification>
{
    private const int Batch = 1000;

    public async Task<Result<AuditVerification>> Handle(VerifyAudit query, CancellationToken ct)
    {
        // First the head: lines that are added meanwhile lie behind it.
        var head = await db.AuditHead.AsNoTracking().SingleAsync(ct);
        var (last, hash) = (0L, AuditRow.Beginning);
        while (last < head.Sequence)
        {
            var (from, to) = (last, head.Sequence);
            var rows = await db
                .Audit.AsNoTracking()
                .Where(x => x.Sequence > from && x.Sequence <= to)
                .OrderBy(x => x.Sequence)
                .Take(Batch)
                .ToListAsync(ct);
            foreach (var row in rows)
            {
                if (row.Sequence != last + 1 || row.Hash != row.HashAfter(hash))
                {
                    return new AuditVerification(false, last, last + 1, hash);
                }

                (last, hash) = (row.Sequence, row.Hash);
            }

            if (rows.Count == 0)
            {
                break;
            }
        }

        // A chain that was cut or written anew from some line on does not end where the head says.
        return last == head.Sequence && hash == head.Hash
            ? new AuditVerification(true, last, null, hash)
            : new AuditVerification(false, last, Math.Min(last + 1, Math.Max(head.Sequence, 1)), hash);
    }
}
