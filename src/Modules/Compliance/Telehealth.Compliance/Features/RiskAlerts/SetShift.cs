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

internal sealed class SetShiftEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/compliance/shift",
                async (ShiftBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new SetShift(body.Until), ct)).ToHttp()
            )
            .WithName("SetSafeguardingShift")
            .WithSummary("Be on shift for alerts of immediate risk until a time, or go off shift")
            .WithTags("Safeguarding")
            .Answers<ShiftAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>Until when I answer alerts.</summary>
/// <param name="Until">At most twelve hours ahead; null goes off shift.</param>
public sealed record ShiftBody(Instant? Until = null);

/// <summary>Until when I answer alerts.</summary>
/// <param name="Until">Until when; null while off shift.</param>
public sealed record ShiftAnswer(Instant? Until);

internal sealed record SetShift(Instant? Until) : ICommand<ShiftAnswer>;

internal sealed class SetShiftHandler(ComplianceDbContext db, IWork work, IClock clock, AuditTrail audit)
    : ICommandHandler<SetShift, ShiftAnswer>
{
    private const int MostHours = 12;

    public async Task<Result<ShiftAnswer>> Handle(SetShift command, CancellationToken ct)
    {
        if (!SafeguardingTeam.Includes(work.Actor) || work.Actor.Person is not { } lead)
        {
            return CaseErrors.NotFound;
        }

        var now = clock.GetCurrentInstant();
        if (command.Until is { } until && (until <= now || until > now + Duration.FromHours(MostHours)))
        {
            return Error.Invalid(
                "compliance.shift-out-of-range",
                "until",
                $"A time from now on, at most {MostHours} hours ahead."
            );
        }

        await work.Begin(ct);
        await audit.Add(command.Until is null ? "shift.ended" : "shift.begun", $"person:{lead}", ct);
        var shift = await db.Shifts.FirstOrDefaultAsync(x => x.LeadId == lead, ct);
        if (shift is null)
        {
            shift = new LeadShift { LeadId = lead };
            db.Shifts.Add(shift);
        }

        shift.Since = shift.Until > now ? shift.Since : now;
        shift.Until = command.Until ?? now;
        shift.Touch();
        return new ShiftAnswer(command.Until);
    }
}
