using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;

namespace Telehealth.Sessions.Features.Calendar;

/// <summary>
/// A provider's calendar as iCalendar text (standards §5.1): nothing of what the appointment is about, no key to a
/// room, and no name unless the provider chose so, since calendar services read along.
/// </summary>
internal static class FeedDocument
{
    public static string Of(PublicOrigin origin, IEnumerable<(Session Session, string? With)> sessions)
    {
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//Telehealth//Appointments//EN" };
        var refresh = new Ical.Net.CalendarProperty("REFRESH-INTERVAL", "PT1H");
        refresh.AddParameter("VALUE", "DURATION");
        calendar.AddProperty(refresh);
        calendar.AddProperty(new Ical.Net.CalendarProperty("X-PUBLISHED-TTL", "PT1H"));
        calendar.AddProperty(new Ical.Net.CalendarProperty("X-WR-CALNAME", "Appointments"));
        foreach (var (session, with) in sessions)
        {
            var cancelled = session.State == SessionState.Cancelled;
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = $"{session.BookingId}@{origin.Base.Host}",
                    Sequence = session.CalendarSequence,
                    Summary = with is null ? "Appointment" : $"Appointment with {with}",
                    Class = "PRIVATE",
                    Status = cancelled ? "CANCELLED" : "CONFIRMED",
                    DtStamp = Utc(session.ScheduledAt),
                    Start = Utc(session.StartsAt),
                    End = Utc(session.EndsAt),
                    Url = cancelled ? null : origin.At(JoinLinks.PageOf(session, session.ProviderId.Person)),
                }
            );
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Utc(Instant instant) => new(instant.ToDateTimeUtc());
}
