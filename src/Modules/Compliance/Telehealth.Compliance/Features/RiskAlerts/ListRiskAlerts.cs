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
using Telehealth.Compliance.Features.Cases;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.RiskAlerts;

internal sealed class ListRiskAlertsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/risk-alerts",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListRiskAlerts(), ct)).ToHttp()
            )
            .WithName("ListRiskAlerts")
            .WithSummary("Alerts of immediate risk, open ones first, and who is on shift; for the safeguarding team")
            .WithTags("Safeguarding")
            .Answers<RiskAlertsAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>Alerts at a glance, without a name.</summary>
/// <param name="Items">Open ones by arrival, then the last acknowledged; at most 100.</param>
/// <param name="OnShift">The leads on shift.</param>
/// <param name="MyShiftUntil">Until when I am on shift, or null.</param>
/// <param name="Unreached">Messages of the last day to the team that did not arrive, the latest first.</param>
public sealed record RiskAlertsAnswer(
    IReadOnlyList<RiskAlertItem> Items,
    IReadOnlyList<PersonId> OnShift,
    Instant? MyShiftUntil,
    IReadOnlyList<UnreachedAnswer> Unreached
);

/// <summary>A text message or mail to a lead that did not arrive.</summary>
/// <param name="LeadId">Whom it did not reach.</param>
/// <param name="ByText">True for a text message, false for a mail.</param>
/// <param name="AlertId">The alert it is about; null when it is about a case.</param>
/// <param name="FailedAt">When it first failed.</param>
/// <param name="Failure">The last reason, a code such as no-verified-phone.</param>
/// <param name="ReachedAt">When a later try reached the lead; null until then.</param>
public sealed record UnreachedAnswer(
    PersonId LeadId,
    bool ByText,
    ConcernId? AlertId,
    Instant FailedAt,
    string Failure,
    Instant? ReachedAt
)
{
    internal static UnreachedAnswer Of(UnreachedMessage x) =>
        new(x.To, x.ByText, x.AlertId, x.FailedAt, x.Failure, x.ReachedAt);
}

/// <summary>An alert without a name.</summary>
/// <param name="Id">The alert.</param>
/// <param name="ReportedAt">When somebody said that there is immediate risk.</param>
/// <param name="Owner">Who is to answer it, or has; null while nobody is on shift.</param>
/// <param name="AcknowledgedAt">When a person took it; null while nobody has.</param>
/// <param name="EscalatesAt">When the next one is asked; null once acknowledged.</param>
/// <param name="EverybodyTold">True once every lead and operations were told.</param>
public sealed record RiskAlertItem(
    ConcernId Id,
    Instant ReportedAt,
    PersonId? Owner,
    Instant? AcknowledgedAt,
    Instant? EscalatesAt,
    bool EverybodyTold
)
{
    internal static RiskAlertItem Of(RiskAlert x) =>
        new(x.Id, x.ReportedAt, x.Owner, x.AcknowledgedAt, x.EscalatesAt, x.TimesUnanswered > 0);
}

/// <summary>
/// Whose alerts they are is not told here, so that a list that renews itself need not be written down.
/// </summary>
internal sealed record ListRiskAlerts : IQuery<RiskAlertsAnswer>;

internal sealed class ListRiskAlertsHandler(ComplianceDbContext db, IWork work, IClock clock, LeadRota rota)
    : IQueryHandler<ListRiskAlerts, RiskAlertsAnswer>
{
    private const int MostOpen = 90;
    private const int MostTaken = 10;
    private const int MostUnreached = 20;
    private static readonly Duration Shown = Duration.FromDays(1);

    public async Task<Result<RiskAlertsAnswer>> Handle(ListRiskAlerts query, CancellationToken ct)
    {
        if (!SafeguardingTeam.Includes(work.Actor))
        {
            return RiskAlertErrors.NotFound;
        }

        var now = clock.GetCurrentInstant();
        var me = work.Actor.Person!.Value;
        var alerts = db.RiskAlerts.AsNoTracking();
        var open = await alerts
            .Where(x => x.AcknowledgedAt == null)
            .OrderBy(x => x.Sequence)
            .Take(MostOpen)
            .ToListAsync(ct);
        var taken = await alerts
            .Where(x => x.AcknowledgedAt != null)
            .OrderByDescending(x => x.AcknowledgedAt)
            .Take(MostTaken)
            .ToListAsync(ct);
        var mine = await db.Shifts.AsNoTracking().FirstOrDefaultAsync(x => x.LeadId == me && x.Until > now, ct);
        return new RiskAlertsAnswer(
            [.. open.Concat(taken).Select(RiskAlertItem.Of)],
            await rota.OnShift(now, ct),
            mine?.Until,
            await Unreached(now - Shown, ct)
        );
    }

    private async Task<IReadOnlyList<UnreachedAnswer>> Unreached(Instant since, CancellationToken ct)
    {
        var rows = await db
            .UnreachedMessages.AsNoTracking()
            .Where(x => x.ReachedAt == null && x.FailedAt > since)
            .OrderByDescending(x => x.FailedAt)
            .Take(MostUnreached)
            .ToListAsync(ct);
        return [.. rows.Select(UnreachedAnswer.Of)];
    }
}
