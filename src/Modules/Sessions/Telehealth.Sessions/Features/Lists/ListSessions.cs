using System.Linq.Expressions;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Lists;

internal sealed class ListSessionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/sessions",
                async (string? view, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListSessions(view ?? "upcoming", after, limit), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("ListSessions")
            .WithSummary("My sessions: upcoming (soonest first), ongoing, or past (latest first)")
            .WithTags("Sessions")
            .Answers<Page<SessionAnswer>>(200, 400);
}

/// <summary>The lists of SES-02; requests are Marketplace's.</summary>
internal sealed record ListSessions(string View, string? After, int? Limit) : IQuery<Page<SessionAnswer>>;

internal sealed class ListSessionsValidator : AbstractValidator<ListSessions>
{
    public ListSessionsValidator() =>
        RuleFor(x => x.View)
            .Must(x => x is "upcoming" or "ongoing" or "past")
            .WithMessage("Choose upcoming, ongoing or past.");
}

internal sealed class ListSessionsHandler(SessionsDbContext db, IWork work, IClock clock)
    : IQueryHandler<ListSessions, Page<SessionAnswer>>
{
    public async Task<Result<Page<SessionAnswer>>> Handle(ListSessions query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        if (work.Actor.Person is not { } person)
        {
            return new Page<SessionAnswer>([], null);
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        var now = clock.GetCurrentInstant();
        var provider = ProviderId.Of(person);
        var mine = db
            .Sessions.AsNoTracking()
            .Where(x => x.ClientId == person || x.ProviderId == provider)
            .Where(Views.Of(query.View, now));
        long? after = query.After is { } text && Cursor.TryDecode(text, out var decoded) ? decoded : null;
        var ordered = query.View == "past" ? Descending(mine, after) : Ascending(mine, after);
        return Page<SessionAnswer>.Of(
            await ordered.Take(limit + 1).ToListAsync(ct),
            limit,
            x => SessionAnswer.Of(x, person, now),
            x => x.AgendaKey
        );
    }

    private static IQueryable<Session> Ascending(IQueryable<Session> sessions, long? after) =>
        sessions.Where(x => after == null || x.AgendaKey > after).OrderBy(x => x.AgendaKey);

    private static IQueryable<Session> Descending(IQueryable<Session> sessions, long? after) =>
        sessions.Where(x => after == null || x.AgendaKey < after).OrderByDescending(x => x.AgendaKey);
}

/// <summary>Which sessions are upcoming, ongoing and past; every session is in exactly one.</summary>
internal static class Views
{
    public static Expression<Func<Session, bool>> Of(string view, Instant now) =>
        view switch
        {
            "upcoming" => x => x.State == SessionState.Scheduled && x.JoinClosesAt > now,
            // Once somebody was let in, the session stays here until it is marked; a room nobody came to ends with its
            // window.
            "ongoing" => x =>
                x.State != SessionState.Scheduled
                && x.State != SessionState.Completed
                && x.State != SessionState.Cancelled
                && x.State != SessionState.Missed
                && x.State != SessionState.Failed
                && (x.AdmittedAt != null || x.JoinClosesAt > now),
            _ => x =>
                x.State == SessionState.Completed
                || x.State == SessionState.Cancelled
                || x.State == SessionState.Missed
                || x.State == SessionState.Failed
                || (x.AdmittedAt == null && x.JoinClosesAt <= now),
        };
}
