using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.RiskAlerts;

/// <summary>
/// An alert nobody acknowledged within five minutes goes to the next lead on shift, then to every lead and operations,
/// until somebody does (QCP-08).
/// </summary>
internal sealed class EscalateAlerts(ComplianceDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 100;

    public string Name => "compliance.escalate-alerts";

    public Lane Lane => Lane.Safety;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db.RiskAlerts.AsNoTracking().Where(x => x.EscalatesAt != null).MinAsync(x => x.EscalatesAt, ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .RiskAlerts.AsNoTracking()
                .Where(x => x.EscalatesAt <= now)
                .OrderBy(x => x.EscalatesAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var passed = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new EscalateAlert(id), ct);
                passed += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || passed == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record EscalateAlert(ConcernId Id) : ICommand<Done>;

internal sealed class EscalateAlertHandler(
    ComplianceDbContext db,
    IWork work,
    IClock clock,
    LeadRota rota,
    AlertPassing passing
) : ICommandHandler<EscalateAlert, Done>
{
    public async Task<Result<Done>> Handle(EscalateAlert command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var onShift = await rota.OnShift(now, ct);
        await work.Begin(ct);
        var alert = await db.RiskAlerts.Include(x => x.Calls).FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (alert?.EscalatesAt is not { } due || due > now)
        {
            return RiskAlertErrors.Taken;
        }

        await passing.Pass(alert, onShift, "alert.escalated", ct);
        return Done.Value;
    }
}
