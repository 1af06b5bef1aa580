using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Calendar;

/// <summary>
/// Keeps the horizon full: writes open time anew before the written part ends, and drops what is past.
/// </summary>
internal sealed class RollCalendars(MarketplaceDbContext db, ISender sender, IOptions<MarketplaceOptions> options)
    : IDueWork
{
    private const int Batch = 200;

    public string Name => "marketplace.roll-calendars";

    public Lane Lane => Lane.Ordinary;

    private Duration Horizon => Duration.FromDays(options.Value.MaxHorizonDays);

    public async Task<Instant?> NextDue(CancellationToken ct)
    {
        var earliest = await db
            .Calendars.AsNoTracking()
            .OrderBy(x => x.MaterialisedUntil)
            .Select(x => (Instant?)x.MaterialisedUntil)
            .FirstOrDefaultAsync(ct);
        return earliest - Horizon;
    }

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        var until = now + Horizon;
        while (true)
        {
            var due = await db
                .Calendars.AsNoTracking()
                .Where(x => x.MaterialisedUntil <= until)
                .OrderBy(x => x.MaterialisedUntil)
                .Select(x => x.ProviderId)
                .Take(Batch)
                .ToListAsync(ct);
            var rolled = 0;
            foreach (var provider in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new RollCalendar(provider), ct);
                rolled += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || rolled == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record RollCalendar(ProviderId ProviderId) : ICommand<Done>;

internal sealed class RollCalendarHandler(MarketplaceDbContext db, IWork work, IClock clock, CalendarWriter writer)
    : ICommandHandler<RollCalendar, Done>
{
    public async Task<Result<Done>> Handle(RollCalendar command, CancellationToken ct)
    {
        await work.Begin(ct);
        var calendar = await db.Calendars.FirstOrDefaultAsync(x => x.ProviderId == command.ProviderId, ct);
        if (calendar is not null)
        {
            await writer.Materialise(calendar, clock.GetCurrentInstant(), ct);
        }

        return Done.Value;
    }
}
