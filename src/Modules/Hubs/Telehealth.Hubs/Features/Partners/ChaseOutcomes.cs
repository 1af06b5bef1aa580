using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>
/// Only a visit with its outcome marked is accounted (HUB-16): its provider is asked an hour after the end, then daily.
/// </summary>
internal sealed class ChaseOutcomes(HubsDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "hubs.chase-outcomes";

    public Lane Lane => Lane.Ordinary;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db
            .PartnerVisits.AsNoTracking()
            .Where(x => x.ChaseAt != null)
            .OrderBy(x => x.ChaseAt)
            .Select(x => x.ChaseAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .PartnerVisits.AsNoTracking()
                .Where(x => x.ChaseAt <= now)
                .OrderBy(x => x.ChaseAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var asked = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new ChaseOutcome(id), ct);
                asked += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || asked == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record ChaseOutcome(BookingRequestId Id) : ICommand<Done>;

internal sealed class ChaseOutcomeHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<ChaseOutcome, Done>
{
    public async Task<Result<Done>> Handle(ChaseOutcome command, CancellationToken ct)
    {
        await work.Begin(ct);
        var visit = await db.PartnerVisits.FirstAsync(x => x.Id == command.Id, ct);
        if (visit.Chase(clock.GetCurrentInstant()))
        {
            var missing = new OutcomeMissingV1(visit.BookingId!.Value, visit.ProviderId!.Value, visit.StartsAt);
            work.Publish(missing, $"visit:{visit.Id}", visit);
        }

        return Done.Value;
    }
}
