using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>
/// Both get the invitation, and reminders a day and an hour before (MKT-21, SES-01); when the session is cancelled,
/// both get its end and no reminder any more. One consumer, so that the end never comes before the invitation.
/// </summary>
[Consumer("notifications.invite", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class InviteBoth(NotificationsDbContext db, Outgoing outgoing, IClock clock)
    : IReaction<SessionScheduledV1>,
        IReaction<SessionCancelledV1>
{
    private static readonly int[] HoursBefore = [24, 1];

    public async Task On(SessionScheduledV1 session, CancellationToken ct)
    {
        await Invite(session, session.ClientId, session.ProviderId.Person, toProvider: false, ct);
        await Invite(session, session.ProviderId.Person, session.ClientId, toProvider: true, ct);
    }

    public async Task On(SessionCancelledV1 session, CancellationToken ct)
    {
        await db
            .Reminders.Where(x => x.SessionId == session.SessionId && !x.Done)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Done, true), ct);
        await Uninvite(session, session.ClientId, session.ProviderId.Person, toProvider: false, ct);
        await Uninvite(session, session.ProviderId.Person, session.ClientId, toProvider: true, ct);
    }

    // Without the session: its link is dead and nobody is to be given it.
    private Task Uninvite(
        SessionCancelledV1 session,
        PersonId person,
        PersonId other,
        bool toProvider,
        CancellationToken ct
    ) =>
        outgoing.Tell(
            person,
            MessageKind.SessionCancelled,
            new MessageFacts
            {
                Booking = session.BookingId,
                BookingNumber = session.BookingNumber,
                Other = other,
                StartsAt = session.StartsAt,
                EndsAt = session.EndsAt,
                Mode = session.Mode,
                CalendarSequence = session.Sequence,
                ToProvider = toProvider,
            },
            ct
        );

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
