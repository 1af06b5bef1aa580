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
        var appointment = Appointment(facts, host, sender, reader, otherName, writtenAt);
        appointment.Description = $"{description}\n{link.AbsoluteUri}";
        appointment.Url = link;
        appointment.Status = "CONFIRMED";
        appointment.Transparency = "OPAQUE";
        return Text("REQUEST", appointment);
    }

    /// <summary>The same appointment taken back: the UID of the invitation, a higher SEQUENCE (MKT-21).</summary>
    public static string Cancel(
        MessageFacts facts,
        string host,
        (string Name, string Address) sender,
        (string Name, string Address) reader,
        string otherName,
        Instant writtenAt
    )
    {
        var appointment = Appointment(facts, host, sender, reader, otherName, writtenAt);
        appointment.Status = "CANCELLED";
        return Text("CANCEL", appointment);
    }

    private static CalendarEvent Appointment(
        MessageFacts facts,
        string host,
        (string Name, string Address) sender,
        (string Name, string Address) reader,
        string otherName,
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
            Class = "PRIVATE",
            Organizer = new Organizer($"mailto:{sender.Address}") { CommonName = sender.Name },
        };
        appointment.Attendees.Add(Attendee(reader.Name, reader.Address));
        var role = facts.ToProvider ? "client" : "provider";
        appointment.Attendees.Add(Attendee(otherName, $"{role}.{facts.Booking}@{host}"));
        return appointment;
    }

    private static string Text(string method, CalendarEvent appointment)
    {
        var calendar = new Calendar { Method = method, ProductId = "-//Telehealth//Appointments//EN" };
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
