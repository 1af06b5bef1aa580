using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>
/// One stretch of time a participant was in the waiting room or in the room; the log of who was there when.
/// </summary>
internal sealed class Stay
{
    private Stay() { }

    public Stay(SessionId session, PersonId person, Place place, Instant now)
    {
        SessionId = session;
        PersonId = person;
        Place = place;
        CameAt = now;
    }

    public long Id { get; private set; }
    public SessionId SessionId { get; private set; }
    public PersonId PersonId { get; private set; }
    public Place Place { get; private set; }
    public Instant CameAt { get; private set; }
    public Instant? LeftAt { get; private set; }

    public void End(Instant now) => LeftAt = now;
}
