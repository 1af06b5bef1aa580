using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Cases;

/// <summary>How many clocks run, and how many ran out; no word of any case.</summary>
internal sealed class SafeguardingHomeCard(ComplianceDbContext db, IClock clock) : IHomeCard
{
    private const string Path = "/compliance/safeguarding";

    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!SafeguardingTeam.Includes(actor))
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        var alerts = await db.RiskAlerts.CountAsync(x => x.AcknowledgedAt == null, ct);
        if (alerts > 0)
        {
            return new HomeCard(
                0,
                "Is anybody in danger?",
                alerts == 1 ? "1 alert waits" : $"{alerts} alerts wait",
                "Somebody said that there is immediate risk. Please take it now.",
                Path,
                "Open the alerts"
            );
        }

        var open = await db.Cases.CountAsync(x => x.DueAt != null, ct);
        var overdue = await db.Cases.CountAsync(x => x.DueAt < now, ct);
        var figure = open switch
        {
            0 => "No open case",
            1 => "1 open case",
            _ => $"{open} open cases",
        };
        var detail = overdue > 0 ? $"{overdue} overdue: somebody has to act now." : "Nothing is overdue.";
        return new HomeCard(4, "Which clock runs out next?", figure, detail, Path, "Open the list");
    }
}
