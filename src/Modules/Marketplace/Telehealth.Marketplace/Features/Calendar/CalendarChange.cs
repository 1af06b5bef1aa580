using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Calendar;

/// <summary>
/// The way every change of a plan goes: open the calendar, change the plan, write the open intervals.
/// </summary>
internal sealed class CalendarChange(MarketplaceDbContext db, IWork work, IClock clock, CalendarWriter writer)
{
    private const int MostEntries = 1000;

    public async Task<Result<ProviderCalendar>> Apply(
        Func<ProviderCalendar, Result<AvailabilityPlan>> change,
        CancellationToken ct
    )
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        await work.Begin(ct);
        var calendar = await db.Calendars.FirstOrDefaultAsync(x => x.ProviderId == id, ct);
        if (calendar is null)
        {
            return CalendarErrors.NotFound;
        }

        var plan = change(calendar);
        if (plan.Error is { } error)
        {
            return error;
        }

        if (plan.Value.Overrides.Count + plan.Value.Blocks.Count > MostEntries)
        {
            return CalendarErrors.TooMany;
        }

        // Inside the transaction: whoever takes a channel away raises the calendar's version, so one of the two runs
        // again.
        var named = plan.Value.Channels().Except(ChannelNames.Known).ToList();
        if (named.Count > 0)
        {
            var mine = await db.ChannelAccess.Where(x => x.ProviderId == id).Select(x => x.Channel).ToListAsync(ct);
            if (named.Except(mine).Any())
            {
                return CalendarErrors.ChannelNotOpen;
            }
        }

        var now = clock.GetCurrentInstant();
        calendar.Change(plan.Value, now);
        await writer.Materialise(calendar, now, ct);
        return calendar;
    }
}
