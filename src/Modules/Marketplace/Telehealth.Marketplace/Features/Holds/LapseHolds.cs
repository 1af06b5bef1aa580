using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Holds;

/// <summary>Kept time that nobody let go lapses: no crash takes a provider's time away for good.</summary>
internal sealed class LapseHolds(MarketplaceDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "marketplace.lapse-holds";

    public Lane Lane => Lane.Ordinary;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db.TimeHolds.AsNoTracking().OrderBy(x => x.LapsesAt).Select(x => (Instant?)x.LapsesAt).FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .TimeHolds.AsNoTracking()
                .Where(x => x.LapsesAt <= now)
                .OrderBy(x => x.LapsesAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var lapsed = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new LapseHold(id), ct);
                lapsed += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || lapsed == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record LapseHold(TimeHoldId Id) : ICommand<Done>;

internal sealed class LapseHoldHandler(IWork work, TimeHolds holds) : ICommandHandler<LapseHold, Done>
{
    public async Task<Result<Done>> Handle(LapseHold command, CancellationToken ct)
    {
        await work.Begin(ct);
        await holds.LetGo(command.Id, ct);
        return Done.Value;
    }
}
