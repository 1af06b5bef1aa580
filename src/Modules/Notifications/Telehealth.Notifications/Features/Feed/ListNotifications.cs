using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Composing;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Feed;

internal sealed class ListNotificationsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/notifications",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListNotifications(after, limit), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("ListNotifications")
            .WithSummary("My notifications, latest first, in my language and zone, with the number of unread ones")
            .WithTags("Notifications")
            .Answers<NotificationPage>(200);
}

/// <summary>A page of notifications.</summary>
/// <param name="Items">Latest first.</param>
/// <param name="Next">The cursor of the next page, or null on the last one.</param>
/// <param name="Unread">How many are unread in all.</param>
public sealed record NotificationPage(IReadOnlyList<NotificationAnswer> Items, string? Next, int Unread);

/// <summary>A notification in words.</summary>
/// <param name="Id">The notification.</param>
/// <param name="Kind">Which message, such as <c>session-confirmed</c>.</param>
/// <param name="Title">What happened.</param>
/// <param name="Note">What it means, what to do next.</param>
/// <param name="Path">Where to look, a path on this origin, or null.</param>
/// <param name="At">When.</param>
/// <param name="ReadAt">When it was read, or null.</param>
public sealed record NotificationAnswer(
    Guid Id,
    string Kind,
    string Title,
    string Note,
    string? Path,
    Instant At,
    Instant? ReadAt
);

internal sealed record ListNotifications(string? After, int? Limit) : IQuery<NotificationPage>;

internal sealed class ListNotificationsHandler(NotificationsDbContext db, IWork work, ISender sender)
    : IQueryHandler<ListNotifications, NotificationPage>
{
    public async Task<Result<NotificationPage>> Handle(ListNotifications query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        if (work.Actor.Person is not { } person)
        {
            return new NotificationPage([], null, 0);
        }

        var reader = await sender.Send(new GetPerson(person), ct);
        if (reader.Error is { } unknown)
        {
            return unknown;
        }

        var mine = db.FeedItems.AsNoTracking().Where(x => x.PersonId == person);
        var unread = await mine.CountAsync(x => x.ReadAt == null, ct);
        if (Cursor.TryDecode(query.After, out var after))
        {
            mine = mine.Where(x => x.Sequence < after);
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        var rows = await mine.OrderByDescending(x => x.Sequence).Take(limit + 1).ToListAsync(ct);
        var page = Page<NotificationAnswer>.Of(rows, limit, x => InWords(x, reader.Value), x => x.Sequence);
        return new NotificationPage(page.Items, page.Next, unread);
    }

    private static NotificationAnswer InWords(FeedItem item, PersonCard reader)
    {
        var facts = JsonSerializer.Deserialize<MessageFacts>(item.Facts, ApiJson.Options)!;
        var language = TemplateSource.LanguageFor(item.Template, reader.Language);
        var wording = new ReaderWording(language, reader.Language, reader.TimeZone);
        var values = FactValues.Of(wording, facts, reader.DisplayName);
        var template = LetterWriter.TemplateOf(language, item.Template);
        return new NotificationAnswer(
            item.Id,
            item.Template,
            template.Head("title", values),
            template.Head("note", values),
            facts.Session is { } session ? $"/sessions/join?session={session}" : null,
            item.At,
            item.ReadAt
        );
    }
}
