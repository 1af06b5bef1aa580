using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Calendar;

internal sealed class ReadCalendarEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/sessions/calendar/{token}.ics",
                async (string token, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReadCalendar(token), ct)).ToHttp(x => Answer(x, http))
            )
            .WithName("ReadCalendar")
            .WithSummary(
                "A provider's calendar for subscription (iCalendar, METHOD:PUBLISH); the address is the secret"
            )
            .WithTags("Sessions")
            .Produces<string>(200, "text/calendar")
            .Produces(304)
            .ProducesProblem(404)
            .AllowAnonymous();

    private static Microsoft.AspNetCore.Http.IResult Answer(CalendarText calendar, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        // ASP.NET answers 304 by itself when If-None-Match names the tag.
        return TypedResults.Bytes(
            Encoding.UTF8.GetBytes(calendar.Text),
            "text/calendar; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{calendar.Hash}\"")
        );
    }
}

/// <summary>A calendar as text.</summary>
/// <param name="Text">iCalendar.</param>
/// <param name="Hash">Of the text: the ETag.</param>
internal sealed record CalendarText(string Text, string Hash);

[Anonymous]
internal sealed record ReadCalendar(string Token) : IQuery<CalendarText>
{
    // Without the token, so that no log shows it.
    public override string ToString() => nameof(ReadCalendar);
}

internal sealed class ReadCalendarHandler(SessionsDbContext db, IClock clock, ISender sender, PublicOrigin origin)
    : IQueryHandler<ReadCalendar, CalendarText>
{
    private static readonly Duration Past = Duration.FromDays(60);

    private static readonly Duration Future = Duration.FromDays(400);

    public async Task<Result<CalendarText>> Handle(ReadCalendar query, CancellationToken ct)
    {
        if (query.Token.Length > 100)
        {
            return CalendarFeedErrors.Unknown;
        }

        var hash = CalendarFeed.HashOf(query.Token);
        var feed = await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(x => x.TokenHash == hash, ct);
        if (feed is null)
        {
            return CalendarFeedErrors.Unknown;
        }

        // Whole days, so that the text, and with it the ETag, stays the same while nothing changes.
        var today = Instant.FromUnixTimeTicks(
            clock.GetCurrentInstant().ToUnixTimeTicks() / NodaConstants.TicksPerDay * NodaConstants.TicksPerDay
        );
        var from = today - Past;
        var to = today + Future;
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(x => x.ProviderId == feed.ProviderId && x.StartsAt >= from && x.StartsAt < to)
            .OrderBy(x => x.AgendaKey)
            .Take(5000)
            .ToListAsync(ct);
        var names = await Names(feed.ProviderId.Person, sessions, ct);
        var text = FeedDocument.Of(origin, sessions.Select(x => (x, names.GetValueOrDefault(x.ClientId))));
        return new CalendarText(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]);
    }

    private async Task<Dictionary<PersonId, string>> Names(
        PersonId reader,
        List<Session> sessions,
        CancellationToken ct
    )
    {
        var names = new Dictionary<PersonId, string>();
        if (!await CalendarChoices.NamesOthers(db, reader, ct))
        {
            return names;
        }

        foreach (var client in sessions.Select(x => x.ClientId).Distinct())
        {
            var card = await sender.SendAs(Actor.System("sessions.calendar-feed"), new GetPerson(client), ct);
            if (card.IsSuccess)
            {
                names[client] = card.Value.DisplayName;
            }
        }

        return names;
    }
}
