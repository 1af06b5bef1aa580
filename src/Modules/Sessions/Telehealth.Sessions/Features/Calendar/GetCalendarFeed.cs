using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Calendar;

internal sealed class GetCalendarFeedEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/sessions/calendar-feed",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetCalendarFeed(), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("GetCalendarFeed")
            .WithSummary("The private address of my calendar")
            .WithTags("Sessions")
            .Answers<CalendarFeedAnswer>(200, 403, 404);
}

/// <summary>
/// The private address of a provider's calendar. Whoever holds it can read when there are appointments.
/// </summary>
/// <param name="Url">To subscribe to. Calendar programs read it every few hours at best: changes come by email
/// first.</param>
/// <param name="ChangedAt">Since when this address works.</param>
public sealed record CalendarFeedAnswer(string Url, Instant ChangedAt);

[Needs("sessions.calendar-feed.manage")]
internal sealed record GetCalendarFeed : IQuery<CalendarFeedAnswer>;

internal sealed class GetCalendarFeedHandler(SessionsDbContext db, IWork work, JoinKeys keys, PublicOrigin origin)
    : IQueryHandler<GetCalendarFeed, CalendarFeedAnswer>
{
    public async Task<Result<CalendarFeedAnswer>> Handle(GetCalendarFeed query, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var feed = await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(x => x.ProviderId == provider, ct);
        if (feed?.TokenHash is null)
        {
            return CalendarFeedErrors.None;
        }

        var url = origin.At($"/api/v1/sessions/calendar/{keys.OpenFeedToken(feed.SealedToken)}.ics");
        return new CalendarFeedAnswer(url.AbsoluteUri, feed.ChangedAt);
    }
}

/// <summary>What is refused around the calendar's address.</summary>
internal static class CalendarFeedErrors
{
    public static readonly Error None = Error.NotFound(
        "sessions.no-calendar-feed",
        "Your calendar has no private address. Create one to subscribe to it."
    );

    public static readonly Error Unknown = Error.NotFound(
        "sessions.calendar-feed-unknown",
        "This calendar address does not work (any more)."
    );

    public static readonly Error ChangedMeanwhile = Error.Conflict(
        "sessions.calendar-feed-changed",
        "The address was changed at the same moment. Look at the current one."
    );
}
