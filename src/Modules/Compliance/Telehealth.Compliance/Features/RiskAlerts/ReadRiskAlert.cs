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
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.RiskAlerts;

internal sealed class ReadRiskAlertEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/risk-alerts/{id}",
                async (ConcernId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReadRiskAlert(id), ct)).ToHttp()
            )
            .WithName("ReadRiskAlert")
            .WithSummary("Whose alert it is and how to reach the person; every look is written down")
            .WithTags("Safeguarding")
            .Answers<RiskAlertAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>An alert, and how to reach the person.</summary>
/// <param name="Alert">Where it stands.</param>
/// <param name="PersonId">Who said that there is immediate risk.</param>
/// <param name="Name">As the person wants to be called.</param>
/// <param name="Phone">E.164, or null when none was given.</param>
/// <param name="PhoneVerified">Whether the person proved the number.</param>
/// <param name="Email">The address.</param>
/// <param name="TimeZone">The person's IANA zone.</param>
/// <param name="Country">Whose emergency numbers were shown; ISO 3166-1 alpha-2.</param>
/// <param name="Calls">Whom it was given to, the first first.</param>
/// <param name="Unreached">Messages about it that did not arrive, or not at once, the first first.</param>
public sealed record RiskAlertAnswer(
    RiskAlertItem Alert,
    PersonId PersonId,
    string Name,
    string? Phone,
    bool PhoneVerified,
    string Email,
    string TimeZone,
    string Country,
    IReadOnlyList<RiskAlertCallAnswer> Calls,
    IReadOnlyList<UnreachedAnswer> Unreached
);

/// <summary>The alert was given to a lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="At">When.</param>
public sealed record RiskAlertCallAnswer(PersonId LeadId, Instant At);

/// <summary>A command, because reading is written down (COM-05).</summary>
internal sealed record ReadRiskAlert(ConcernId Id) : ICommand<RiskAlertAnswer>;

internal sealed class ReadRiskAlertHandler(ComplianceDbContext db, IWork work, ISender sender, AuditTrail audit)
    : ICommandHandler<ReadRiskAlert, RiskAlertAnswer>
{
    public async Task<Result<RiskAlertAnswer>> Handle(ReadRiskAlert command, CancellationToken ct)
    {
        var alert = SafeguardingTeam.Includes(work.Actor)
            ? await db.RiskAlerts.AsNoTracking().Include(x => x.Calls).FirstOrDefaultAsync(x => x.Id == command.Id, ct)
            : null;
        if (alert is null)
        {
            return RiskAlertErrors.NotFound;
        }

        var found = await sender.Send(new GetPerson(alert.PersonId), ct);
        if (found.Error is { Kind: ErrorKind.Unavailable } busy)
        {
            return busy;
        }

        var unreached = await db
            .UnreachedMessages.AsNoTracking()
            .Where(x => x.AlertId == alert.Id)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        // Somebody whose account is gone meanwhile may be in danger all the same.
        var person = found.Error is null ? found.Value : null;
        await work.Begin(ct);
        await audit.Add("alert.read", $"alert:{alert.Id}", ct);
        return new RiskAlertAnswer(
            RiskAlertItem.Of(alert),
            alert.PersonId,
            person?.DisplayName ?? "Somebody who left",
            person?.Phone,
            person?.PhoneVerified ?? false,
            person?.Email ?? "",
            person?.TimeZone ?? "UTC",
            alert.Country,
            [.. alert.Calls.OrderBy(x => x.Number).Select(x => new RiskAlertCallAnswer(x.LeadId, x.At))],
            [.. unreached.Select(UnreachedAnswer.Of)]
        );
    }
}
