using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.Compliance.Features.RiskAlerts;

/// <summary>
/// Somebody said that there is immediate risk: an alert opens and names its owner (QCP-08). Whoever says so again while
/// it is open is already being looked after.
/// </summary>
[Consumer("compliance.open-risk-alert", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class OpenAlertOnRiskReported(ComplianceDbContext db, IClock clock, LeadRota rota, AlertPassing passing)
    : IReaction<ImmediateRiskReportedV1>
{
    private IReadOnlyList<PersonId> onShift = [];

    public async Task Prepare(ImmediateRiskReportedV1 integrationEvent, CancellationToken ct) =>
        onShift = await rota.OnShift(clock.GetCurrentInstant(), ct);

    public async Task On(ImmediateRiskReportedV1 integrationEvent, CancellationToken ct)
    {
        var person = integrationEvent.PersonId;
        if (await db.RiskAlerts.AnyAsync(x => x.OpenPersonId == person, ct))
        {
            return;
        }

        var alert = new RiskAlert(
            integrationEvent.AlertId,
            person,
            integrationEvent.Country,
            integrationEvent.ReportedAt
        );
        db.RiskAlerts.Add(alert);
        await passing.Pass(alert, onShift, "alert.opened", ct);
    }
}
