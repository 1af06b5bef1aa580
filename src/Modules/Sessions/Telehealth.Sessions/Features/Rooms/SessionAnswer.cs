using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Sessions.Domain;

namespace Telehealth.Sessions.Features.Rooms;

/// <summary>A session as one of its participants sees it.</summary>
/// <param name="Id">The session.</param>
/// <param name="BookingId">Its booking.</param>
/// <param name="BookingNumber">The booking's human-readable number.</param>
/// <param name="Role">client or provider: what the asking person is here.</param>
/// <param name="Channel">How it was booked, such as <c>marketplace.private</c>.</param>
/// <param name="ChannelLabel">The channel in words.</param>
/// <param name="ServiceName">Neutral name of the service.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End.</param>
/// <param name="TimeZone">The asking person's own zone at booking time (IANA).</param>
/// <param name="OtherTimeZone">The other participant's zone (IANA).</param>
/// <param name="JoinOpensAt">From when the room and the links work.</param>
/// <param name="JoinClosesAt">Until when.</param>
/// <param name="Joinable">Whether they work now.</param>
/// <param name="State">Where the session stands.</param>
/// <param name="Present">Who is here now, in the waiting room or in the room.</param>
/// <param name="AdmittedAt">When the client was first let in, or null.</param>
/// <param name="CompletedAt">When it was marked complete, or null.</param>
/// <param name="EarlyReason">Why it was completed early, or null.</param>
public sealed record SessionAnswer(
    SessionId Id,
    BookingId BookingId,
    string BookingNumber,
    string Role,
    string Channel,
    string ChannelLabel,
    string ServiceName,
    string Mode,
    Instant StartsAt,
    Instant EndsAt,
    string TimeZone,
    string OtherTimeZone,
    Instant JoinOpensAt,
    Instant JoinClosesAt,
    bool Joinable,
    SessionState State,
    IReadOnlyList<PresentPerson> Present,
    Instant? AdmittedAt,
    Instant? CompletedAt,
    EarlyCompletionReason? EarlyReason
)
{
    internal static SessionAnswer Of(Session session, PersonId person, Instant now)
    {
        var provider = session.IsProvider(person);
        return new SessionAnswer(
            session.Id,
            session.BookingId,
            session.BookingNumber,
            provider ? "provider" : "client",
            session.PolicyId,
            session.ChannelLabel,
            session.ServiceName,
            session.Mode,
            session.StartsAt,
            session.EndsAt,
            provider ? session.ProviderZone : session.ClientZone,
            provider ? session.ClientZone : session.ProviderZone,
            session.JoinOpensAt,
            session.JoinClosesAt,
            !session.IsOver && session.IsJoinable(now),
            session.State,
            [.. PresentIn(session)],
            session.AdmittedAt,
            session.CompletedAt,
            provider ? session.EarlyReason : null
        );
    }

    private static IEnumerable<PresentPerson> PresentIn(Session session)
    {
        if (session.ProviderPlace != Place.Away)
        {
            yield return new PresentPerson("provider", session.ProviderPlace);
        }

        if (session.ClientPlace != Place.Away)
        {
            yield return new PresentPerson("client", session.ClientPlace);
        }
    }
}

/// <summary>Somebody who is here now.</summary>
/// <param name="Role">client or provider.</param>
/// <param name="Place">In front of the room, or in it.</param>
public sealed record PresentPerson(string Role, Place Place);
