using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Both get the invitation, and reminders a day and an hour before (MKT-21, SES-01).</summary>
[Consumer("notifications.invite", DeadLetterPolicy.Skip)]
internal sealed class InviteBothOnSessionScheduled(NotificationsDbContext db, Outgoing outgoing, IClock clock)
    : IReaction<SessionScheduledV1>
{
    private static readonly int[] HoursBefore = [24, 1];

    public async Task On(SessionScheduledV1 session, CancellationToken ct)
    {
        await Invite(session, session.ClientId, session.ProviderId.Person, toProvider: false, ct);
        await Invite(session, session.ProviderId.Person, session.ClientId, toProvider: true, ct);
    }

    private async Task Invite(
        SessionScheduledV1 session,
        PersonId person,
        PersonId other,
        bool toProvider,
        CancellationToken ct
    )
    {
        var facts = new MessageFacts
        {
            Session = session.SessionId,
            Booking = session.BookingId,
            BookingNumber = session.BookingNumber,
            Other = other,
            StartsAt = session.StartsAt,
            EndsAt = session.EndsAt,
            Mode = session.Mode,
            CalendarSequence = session.Sequence,
            ToProvider = toProvider,
        };
        await outgoing.Tell(person, MessageKind.SessionConfirmed, facts, ct);
        var now = clock.GetCurrentInstant();
        foreach (var hours in HoursBefore)
        {
            var dueAt = session.StartsAt - Duration.FromHours(hours);
            // Booked at shorter notice than that, the invitation itself is the reminder.
            if (dueAt > now)
            {
                var json = JsonSerializer.Serialize(facts with { HoursBefore = hours }, ApiJson.Options);
                db.Reminders.Add(new Reminder(session.SessionId, person, hours, dueAt, json));
            }
        }
    }
}
