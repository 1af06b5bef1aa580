using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;

namespace Telehealth.Compliance.Features.RiskAlerts;

/// <summary>Hands an alert to the next lead on shift, or to everybody, in the open transaction.</summary>
internal sealed class AlertPassing(IWork work, IClock clock, LeadRota rota, AuditTrail audit)
{
    public async Task Pass(RiskAlert alert, IReadOnlyList<PersonId> onShift, string action, CancellationToken ct)
    {
        await audit.Add(action, $"alert:{alert.Id}", ct);
        var next = await rota.Next(onShift, [.. alert.Calls.Select(x => x.LeadId)], ct);
        alert.PassOn(next, clock.GetCurrentInstant());
        IIntegrationEvent said = next is { } lead
            ? new RiskAlertAssignedV1(alert.Id, lead)
            : new RiskAlertUnansweredV1(alert.Id, alert.TimesUnanswered);
        work.Publish(said, $"risk-alert:{alert.Id}", alert);
    }
}
