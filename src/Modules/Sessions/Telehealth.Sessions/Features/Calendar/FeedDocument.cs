using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Sessions.Domain;

namespace Telehealth.Sessions.Features.Calendar;

/// <summary>
/// A provider's calendar as iCalendar text (standards §5.1): no names and nothing of what the appointment is about,
/// since calendar services read along.
/// </summary>
internal static class FeedDocument
{
    public static string Of(PublicOrigin origin, IEnumerable<(Session Session, string Path)> sessions)
    {
        var calendar = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//Telehealth//Appointments//EN" };
        var refresh = new Ical.Net.CalendarProperty("REFRESH-INTERVAL", "PT1H");
        refresh.AddParameter("VALUE", "DURATION");
        calendar.AddProperty(refresh);
        calendar.AddProperty(new Ical.Net.CalendarProperty("X-PUBLISHED-TTL", "PT1H"));
        calendar.AddProperty(new Ical.Net.CalendarProperty("X-WR-CALNAME", "Appointments"));
        foreach (var (session, path) in sessions)
        {
            var cancelled = session.State == SessionState.Cancelled;
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = $"{session.BookingId}@{origin.Base.Host}",
                    Sequence = session.CalendarSequence,
                    Summary = "Appointment",
                    Class = "PRIVATE",
                    Status = cancelled ? "CANCELLED" : "CONFIRMED",
                    DtStamp = Utc(session.ScheduledAt),
                    Start = Utc(session.StartsAt),
                    End = Utc(session.EndsAt),
                    Url = cancelled ? null : origin.At(path),
                }
            );
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Utc(Instant instant) => new(instant.ToDateTimeUtc());
}
