using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>
/// Writes down that a person is to be told: a delivery for each way out of the house that the person wants, and an item
/// in the app (NOT-01). Nothing is sent here; that is a job's work after the commit.
/// </summary>
internal sealed class Outgoing(NotificationsDbContext db, IWork work, SystemTime system, IClock clock)
{
    /// <summary>Because of the event this reaction runs for.</summary>
    public Task Tell(PersonId person, MessageKind kind, MessageFacts facts, CancellationToken ct) =>
        Tell(EventId(), person, kind, facts, ct);

    /// <summary>Because of <paramref name="eventId"/>.</summary>
    public async Task Tell(Guid eventId, PersonId person, MessageKind kind, MessageFacts facts, CancellationToken ct)
    {
        var preference = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(x => x.PersonId == person, ct);
        var json = JsonSerializer.Serialize(facts, ApiJson.Options);
        if (kind.Email && (kind.EmailAlways || Wants(preference, kind, Ways.Email)))
        {
            db.Deliveries.Add(new Delivery(eventId, Channel.Email, person, kind, json, system.NowMicros));
        }

        if (kind.Sms && (kind.ToUnproven || Wants(preference, kind, Ways.Sms)))
        {
            db.Deliveries.Add(new Delivery(eventId, Channel.Sms, person, kind, json, system.NowMicros));
        }

        if (kind.InApp && Wants(preference, kind, Ways.InApp))
        {
            db.FeedItems.Add(new FeedItem(eventId, person, kind.Template, json, clock.GetCurrentInstant()));
        }
    }

    private static bool Wants(Preference? preference, MessageKind kind, string way) =>
        preference is null || preference.Wants(kind.Topic, way);

    private Guid EventId() =>
        Guid.TryParse(work.Key, out var id)
            ? id
            : throw new InvalidOperationException("A message belongs to an event; this work has none.");
}
