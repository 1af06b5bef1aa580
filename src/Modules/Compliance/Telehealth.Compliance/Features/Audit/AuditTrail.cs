using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Audit;

/// <summary>Adds a line to the audit inside the command's transaction: what is not logged does not happen.</summary>
internal sealed class AuditTrail(ComplianceDbContext db, IWork work, IClock clock)
{
    public async Task Add(string action, string subject, CancellationToken ct)
    {
        // Taking hold of the head lets the lines of all hosts follow one another; it is let go with the commit.
        await db.AuditHead.ExecuteUpdateAsync(set => set.SetProperty(x => x.Sequence, x => x.Sequence + 1), ct);
        var head = await db.AuditHead.AsNoTracking().SingleAsync(ct);
        var actor = work.Actor.Key;
        var row = AuditRow.After(head.Hash, head.Sequence, clock.GetCurrentInstant(), actor, action, subject);
        db.Audit.Add(row);
        await db.AuditHead.ExecuteUpdateAsync(set => set.SetProperty(x => x.Hash, row.Hash), ct);
    }
}
