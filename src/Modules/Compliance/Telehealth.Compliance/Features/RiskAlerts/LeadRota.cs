using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.RiskAlerts;

/// <summary>Who is on shift: said so, not over yet, and still a lead who may sign in.</summary>
internal sealed class LeadRota(ComplianceDbContext db, ISender sender)
{
    /// <summary>The leads on shift, the longest there first; asks another module, so before Begin.</summary>
    public async Task<IReadOnlyList<PersonId>> OnShift(Instant now, CancellationToken ct)
    {
        var said = await db
            .Shifts.AsNoTracking()
            .Where(x => x.Until > now)
            .OrderBy(x => x.Since)
            .Select(x => x.LeadId)
            .ToListAsync(ct);
        if (said.Count == 0)
        {
            return [];
        }

        var leads = (await sender.Send(new ListRoleHolders(Roles.SafeguardingLead), ct)).Value;
        return [.. said.Where(leads.Contains)];
    }

    /// <summary>
    /// Whom to ask next: not asked yet, and with the fewest open alerts; null when everybody was asked.
    /// </summary>
    public async Task<PersonId?> Next(
        IReadOnlyList<PersonId> onShift,
        IReadOnlyList<PersonId> asked,
        CancellationToken ct
    )
    {
        var left = onShift.Except(asked).ToList();
        var owners = await db
            .RiskAlerts.Where(x => x.AcknowledgedAt == null && x.Owner != null)
            .Select(x => x.Owner!.Value)
            .ToListAsync(ct);
        return left.Count == 0 ? null : left.MinBy(x => owners.Count(owner => owner == x));
    }
}
