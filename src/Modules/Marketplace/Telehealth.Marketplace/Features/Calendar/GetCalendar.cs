using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Calendar;

internal sealed class GetCalendarEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers/me/calendar",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetCalendar(), ct)).ToHttp(x => x.Version)
            )
            .WithName("GetCalendar")
            .WithSummary("Your weekly hours, dated hours and blocks; the ETag serves changes of the weekly hours")
            .WithTags("Calendar")
            .Answers<CalendarAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record GetCalendar : IQuery<CalendarAnswer>;

internal sealed class GetCalendarHandler(MarketplaceDbContext db, IWork work)
    : IQueryHandler<GetCalendar, CalendarAnswer>
{
    public async Task<Result<CalendarAnswer>> Handle(GetCalendar query, CancellationToken ct)
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        var calendar = await db.Calendars.AsNoTracking().FirstOrDefaultAsync(x => x.ProviderId == id, ct);
        return calendar is null ? CalendarErrors.NotFound : CalendarAnswer.Of(calendar);
    }
}
