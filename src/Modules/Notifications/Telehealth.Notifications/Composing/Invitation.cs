using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// The invitation of a session as iTIP REQUEST (standards §5.1): neutral words, and the other participant without an
/// address, since contact data is not shared by mail.
/// </summary>
internal static class Invitation
{
    /// <param name="facts">The session.</param>
    /// <param name="host">Of the public origin: the UID's right side.</param>
    /// <param name="sender">Who organises: the platform's own address.</param>
    /// <param name="reader">The reader's name and address.</param>
    /// <param name="otherName">The other participant's name.</param>
    /// <param name="link">The reader's private join link.</param>
    /// <param name="description">A sentence in the reader's language.</param>
    /// <param name="writtenAt">DTSTAMP.</param>
    public static string Request(
        MessageFacts facts,
        string host,
        (string Name, string Address) sender,
        (string Name, string Address) reader,
        string otherName,
        Uri link,
        string description,
        Instant writtenAt
    )
    {
        var appointment = new CalendarEvent
        {
            Uid = $"{facts.Booking}@{host}",
            Sequence = facts.CalendarSequence,
            DtStamp = Utc(writtenAt),
            Start = Utc(facts.StartsAt!.Value),
            End = Utc(facts.EndsAt!.Value),
            Summary = "Appointment",
            Description = $"{description}\n{link.AbsoluteUri}",
            Url = link,
            Class = "PRIVATE",
            Status = "CONFIRMED",
            Transparency = "OPAQUE",
            Organizer = new Organizer($"mailto:{sender.Address}") { CommonName = sender.Name },
        };
        appointment.Attendees.Add(Attendee(reader.Name, reader.Address));
        var role = facts.ToProvider ? "client" : "provider";
        appointment.Attendees.Add(Attendee(otherName, $"{role}.{facts.Booking}@{host}"));
        var calendar = new Calendar { Method = "REQUEST", ProductId = "-//Telehealth//Appointments//EN" };
        calendar.Events.Add(appointment);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static Attendee Attendee(string name, string address) =>
        new($"mailto:{address}")
        {
            CommonName = name,
            Role = "REQ-PARTICIPANT",
            ParticipationStatus = "ACCEPTED",
            Rsvp = false,
        };

    private static CalDateTime Utc(Instant instant) => new(instant.ToDateTimeUtc());
}
