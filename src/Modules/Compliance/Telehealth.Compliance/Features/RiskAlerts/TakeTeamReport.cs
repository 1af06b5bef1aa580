using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.RiskAlerts;

/// <summary>
/// A lead who cannot be reached is not waited for: the alert goes to the next one at the first try that fails (QCP-08).
/// Of a case every lead is told at once, so there the next one is operations, who can phone.
/// </summary>
internal sealed class TakeTeamReport(
    ComplianceDbContext db,
    IWork work,
    IClock clock,
    LeadRota rota,
    AlertPassing passing
) : ICommandHandler<ReportTeamMessage, Done>
{
    public async Task<Result<Done>> Handle(ReportTeamMessage command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var known = await db.UnreachedMessages.FirstOrDefaultAsync(x => x.Id == command.MessageId, ct);
        if (command.Failure is not { } failure)
        {
            return known is null ? Done.Value : await Reached(known, now, ct);
        }

        var onShift = command.AlertId is null ? [] : await rota.OnShift(now, ct);
        await work.Begin(ct);
        if (known is null)
        {
            var (cause, alert) = (command.CauseId, command.AlertId);
            await PassOn(cause, alert, command.To, onShift, ct);
            known = new UnreachedMessage(command.MessageId, cause, command.To, command.ByText, alert, now);
            db.UnreachedMessages.Add(known);
        }

        known.Fail(failure);
        return Done.Value;
    }

    private async Task<Result<Done>> Reached(UnreachedMessage message, Instant now, CancellationToken ct)
    {
        await work.Begin(ct);
        message.Reach(now);
        return Done.Value;
    }

    private async Task PassOn(
        Guid cause,
        ConcernId? alertId,
        PersonId to,
        IReadOnlyList<PersonId> onShift,
        CancellationToken ct
    )
    {
        if (alertId is not { } id)
        {
            if (!await db.UnreachedMessages.AnyAsync(x => x.CauseId == cause, ct))
            {
                work.Publish(new TeamUnreachedV1(cause), $"team-message:{cause}", version: 1);
            }

            return;
        }

        // Once everybody was told there is no next one: they are told again until somebody takes it.
        var alert = await db.RiskAlerts.Include(x => x.Calls).FirstOrDefaultAsync(x => x.Id == id, ct);
        if (alert is { IsOpen: true, TimesUnanswered: 0 } && alert.Owner == to)
        {
            await passing.Pass(alert, onShift, "alert.unreached", ct);
        }
    }
}
