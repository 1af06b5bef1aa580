using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Features.Cases;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.RiskAlerts;

internal sealed class AcknowledgeRiskAlertEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/compliance/risk-alerts/{id}/acknowledge",
                async (ConcernId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AcknowledgeRiskAlert(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AcknowledgeRiskAlert")
            .WithSummary("Take an alert: from now on it is mine and escalates no further")
            .WithTags("Safeguarding")
            .Answers<RiskAlertItem>(
                StatusCodes.Status200OK,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Idempotent();
}

internal sealed record AcknowledgeRiskAlert(ConcernId Id) : ICommand<RiskAlertItem>;

/// <summary>Of two leads at once the alert's version lets one through.</summary>
internal sealed class AcknowledgeRiskAlertHandler(ComplianceDbContext db, IWork work, IClock clock, AuditTrail audit)
    : ICommandHandler<AcknowledgeRiskAlert, RiskAlertItem>
{
    public async Task<Result<RiskAlertItem>> Handle(AcknowledgeRiskAlert command, CancellationToken ct)
    {
        if (!SafeguardingTeam.Includes(work.Actor) || work.Actor.Person is not { } by)
        {
            return RiskAlertErrors.NotFound;
        }

        await work.Begin(ct);
        var alert = await db.RiskAlerts.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (alert is null)
        {
            return RiskAlertErrors.NotFound;
        }

        await audit.Add("alert.acknowledged", $"alert:{alert.Id}", ct);
        return alert.Acknowledge(by, clock.GetCurrentInstant()) is { } refused ? refused : RiskAlertItem.Of(alert);
    }
}
