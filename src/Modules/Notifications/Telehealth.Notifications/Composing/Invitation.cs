using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// A session as an iTIP message (standards §5.1): neutral words, no key to the room, and the other participant by name
/// alone, where the reader chose so. Calendars are read by services and by whoever shares them.
/// </summary>
/// <param name="Facts">The session.</param>
/// <param name="Host">Of the public origin: the UID's right side.</param>
/// <param name="Sender">Who organises: the platform's own address.</param>
/// <param name="Reader">The reader's name and address.</param>
/// <param name="With">The other participant's name, or null for none.</param>
/// <param name="WrittenAt">DTSTAMP.</param>
internal sealed record Invitation(
    MessageFacts Facts,
    string Host,
    (string Name, string Address) Sender,
    (string Name, string Address) Reader,
    string? With,
    Instant WrittenAt
)
{
    /// <param name="page">The session's page, which asks for sign-in; never the private link.</param>
    /// <param name="description">A sentence in the reader's language.</param>
    public string Request(Uri page, string description)
    {
        var appointment = Appointment();
        appointment.Description = $"{description}\n{page.AbsoluteUri}";
        appointment.Url = page;
        appointment.Status = "CONFIRMED";
        appointment.Transparency = "OPAQUE";
        return Text("REQUEST", appointment);
    }

    /// <summary>The same appointment taken back: the UID of the invitation, a higher SEQUENCE (MKT-21).</summary>
    public string Cancel()
    {
        var appointment = Appointment();
        appointment.Status = "CANCELLED";
        return Text("CANCEL", appointment);
    }

    private CalendarEvent Appointment()
    {
        var appointment = new CalendarEvent
        {
            Uid = $"{Facts.Booking}@{Host}",
            Sequence = Facts.CalendarSequence,
            DtStamp = Utc(WrittenAt),
            Start = Utc(Facts.StartsAt!.Value),
            End = Utc(Facts.EndsAt!.Value),
            Summary = With is null ? "Appointment" : $"Appointment with {With}",
            Class = "PRIVATE",
            Organizer = new Organizer($"mailto:{Sender.Address}") { CommonName = Sender.Name },
        };
        appointment.Attendees.Add(
            new Attendee($"mailto:{Reader.Address}")
            {
                CommonName = Reader.Name,
                Role = "REQ-PARTICIPANT",
                ParticipationStatus = "ACCEPTED",
                Rsvp = false,
            }
        );
        return appointment;
    }

    private static string Text(string method, CalendarEvent appointment)
    {
        var calendar = new Calendar { Method = method, ProductId = "-//Telehealth//Appointments//EN" };
        calendar.Events.Add(appointment);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Utc(Instant instant) => new(instant.ToDateTimeUtc());
}
