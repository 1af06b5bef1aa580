using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Domain;

/// <summary>A reminder that falls due by the business clock.</summary>
internal sealed class Reminder
{
    private Reminder() { }

    public Reminder(SessionId session, PersonId person, int hoursBefore, Instant dueAt, string facts)
    {
        Id = Ids.Derive("reminder", session.ToString(), person.ToString(), $"{hoursBefore} h", $"{dueAt}");
        SessionId = session;
        PersonId = person;
        HoursBefore = hoursBefore;
        DueAt = dueAt;
        Facts = facts;
    }

    /// <summary>Takes the place of an event's id for the deliveries it makes.</summary>
    public Guid Id { get; private set; }
    public SessionId SessionId { get; private set; }
    public PersonId PersonId { get; private set; }
    public int HoursBefore { get; private set; }
    public Instant DueAt { get; private set; }
    public string Facts { get; private set; } = "";
    public bool Done { get; private set; }
}
