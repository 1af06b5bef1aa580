using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Allotments;

/// <summary>
/// At the end of a member's period what is unused expires, up to the cap goes over, and new credits come. How many
/// that are is counted where the credits are, when the order is carried out.
/// </summary>
internal sealed class RenewPeriods(HubsDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "hubs.renew-periods";

    public Lane Lane => Lane.Ordinary;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db
            .Members.AsNoTracking()
            .Where(x => x.State == MemberState.Active)
            .OrderBy(x => x.PeriodEndsAt)
            .Select(x => (Instant?)x.PeriodEndsAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Members.AsNoTracking()
                .Where(x => x.State == MemberState.Active && x.PeriodEndsAt <= now)
                .OrderBy(x => x.PeriodEndsAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var renewed = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new RenewPeriod(id), ct);
                renewed += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count == 0 || renewed == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record RenewPeriod(Guid MemberId) : ICommand<Done>;

internal sealed class RenewPeriodHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<RenewPeriod, Done>
{
    private static readonly Error NotDue = Error.Conflict("hubs.period-runs", "The member's period has not ended.");

    public async Task<Result<Done>> Handle(RenewPeriod command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.MemberId, ct);
        if (member is null || member.State != MemberState.Active || member.PeriodEndsAt > now)
        {
            return NotDue;
        }

        var hub = await db.Hubs.AsNoTracking().SingleAsync(x => x.Id == member.HubId, ct);
        await work.Begin(ct);
        var period = member.Period + 1;
        var endsAt = HubMember.EndOfPeriod(member.JoinedAt, hub.Credits.PeriodMonths, period);
        var renewed = await db
            .Members.Where(x => x.Id == member.Id && x.State == MemberState.Active && x.Period == member.Period)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.Period, period).SetProperty(x => x.PeriodEndsAt, endsAt),
                ct
            );
        if (renewed == 0)
        {
            return NotDue;
        }

        // Decided here once: what the hub gives may have changed when it is carried out.
        db.Allotments.Add(Allotment.OfPeriod(member, period, hub.Credits, from: member.PeriodEndsAt, now));
        return Done.Value;
    }
}
