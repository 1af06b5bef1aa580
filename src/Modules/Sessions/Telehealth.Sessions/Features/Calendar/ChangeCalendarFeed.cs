using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Calendar;

internal sealed class CreateCalendarFeedEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sessions/calendar-feed", Create)
            .WithName("CreateCalendarFeed")
            .WithSummary("A new private address of my calendar; an earlier address stops working")
            .WithTags("Sessions")
            .Answers<CalendarFeedAnswer>(201, 403);

    // The address is read by a query of its own: a command's answer is stored under its key, a secret must not be.
    private static async Task<Microsoft.AspNetCore.Http.IResult> Create(
        ISender sender,
        HttpContext http,
        CancellationToken ct
    )
    {
        var changed = await sender.Send(new RotateCalendarFeed(), ct, http.IdempotencyKey());
        return changed.Error is null
            ? (await sender.Send(new GetCalendarFeed(), ct)).ToHttp(x => TypedResults.Created(x.Url, x))
            : changed.ToHttp();
    }
}

internal sealed class RevokeCalendarFeedEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "/sessions/calendar-feed",
                async (ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RevokeCalendarFeed(), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.NoContent()
                    )
            )
            .WithName("RevokeCalendarFeed")
            .WithSummary("The private address of my calendar stops working")
            .WithTags("Sessions")
            .AnswersNothing(403);
}

/// <summary>Makes or changes the address of the provider's calendar (MKT-21).</summary>
[Needs("sessions.calendar-feed.manage")]
internal sealed record RotateCalendarFeed : ICommand<Done>;

internal sealed class RotateCalendarFeedHandler(SessionsDbContext db, IWork work, IClock clock, JoinKeys keys)
    : ICommandHandler<RotateCalendarFeed, Done>
{
    public async Task<Result<Done>> Handle(RotateCalendarFeed command, CancellationToken ct)
    {
        var token = CalendarFeed.NewToken();
        var sealedToken = keys.SealFeedToken(token);
        await work.Begin(ct);
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var feed = await db.CalendarFeeds.SingleOrDefaultAsync(x => x.ProviderId == provider, ct);
        if (feed is null)
        {
            feed = new CalendarFeed(provider);
            db.CalendarFeeds.Add(feed);
        }

        feed.Rotate(token, sealedToken, clock.GetCurrentInstant());
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return CalendarFeedErrors.ChangedMeanwhile;
        }

        return Done.Value;
    }
}

/// <summary>Ends the address; revoking twice changes nothing.</summary>
[Needs("sessions.calendar-feed.manage")]
internal sealed record RevokeCalendarFeed : ICommand<Done>;

internal sealed class RevokeCalendarFeedHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<RevokeCalendarFeed, Done>
{
    public async Task<Result<Done>> Handle(RevokeCalendarFeed command, CancellationToken ct)
    {
        await work.Begin(ct);
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var feed = await db.CalendarFeeds.SingleOrDefaultAsync(x => x.ProviderId == provider, ct);
        feed?.Revoke(clock.GetCurrentInstant());
        return Done.Value;
    }
}
