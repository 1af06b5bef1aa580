using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Domain;

/// <summary>A message in the app; its words are made when it is read, in the reader's language.</summary>
internal sealed class FeedItem
{
    private FeedItem() { }

    public FeedItem(Guid eventId, PersonId person, string template, string facts, Instant now)
    {
        Id = Ids.Derive("feed", eventId.ToString(), person.ToString());
        EventId = eventId;
        PersonId = person;
        Template = template;
        Facts = facts;
        At = now;
    }

    public long Sequence { get; private set; }
    public Guid Id { get; private set; }
    public Guid EventId { get; private set; }
    public PersonId PersonId { get; private set; }
    public string Template { get; private set; } = "";
    public string Facts { get; private set; } = "";
    public Instant At { get; private set; }
    public Instant? ReadAt { get; private set; }
}

/// <summary>What is refused around the list of notifications.</summary>
internal static class FeedErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "notifications.not-found",
        "There is no such notification among yours."
    );
}
