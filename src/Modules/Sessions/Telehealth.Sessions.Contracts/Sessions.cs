using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Contracts;

/// <summary>
/// A confirmed booking has its session: invitations may go out (MKT-21, SES-01). Partition: the session.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End.</param>
/// <param name="ProviderZone">IANA zone of the provider.</param>
/// <param name="ClientZone">IANA zone of the client.</param>
/// <param name="Sequence">iCalendar SEQUENCE: 0 at first, raised by every move.</param>
[WireName("sessions.session-scheduled.v1")]
public sealed record SessionScheduledV1(
    SessionId SessionId,
    BookingId BookingId,
    string BookingNumber,
    ProviderId ProviderId,
    PersonId ClientId,
    string Mode,
    Instant StartsAt,
    Instant EndsAt,
    string ProviderZone,
    string ClientZone,
    int Sequence
) : IIntegrationEvent;

/// <summary>
/// A session was called off before it began: links are dead, calendars follow (MKT-21). Partition: the session.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="StartsAt">The start it had.</param>
/// <param name="EndsAt">The end it had.</param>
/// <param name="Sequence">iCalendar SEQUENCE, higher than that of the invitation.</param>
[WireName("sessions.session-cancelled.v1")]
public sealed record SessionCancelledV1(
    SessionId SessionId,
    BookingId BookingId,
    string BookingNumber,
    ProviderId ProviderId,
    PersonId ClientId,
    string Mode,
    Instant StartsAt,
    Instant EndsAt,
    int Sequence
) : IIntegrationEvent;

/// <summary>
/// The provider opened the room: the client is told it is about to start (SES-04). Partition: the session.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="ClientId">The client to tell.</param>
[WireName("sessions.session-started.v1")]
public sealed record SessionStartedV1(SessionId SessionId, BookingId BookingId, PersonId ClientId) : IIntegrationEvent;

/// <summary>A session was held and marked complete: only this pays (SES-10). Partition: the session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="CoverId">The cover to post.</param>
/// <param name="ServiceName">Neutral name of the service as printed on documents.</param>
/// <param name="StartedAt">The scheduled start.</param>
/// <param name="CompletedAt">When it was marked.</param>
/// <param name="Price">What the client pays.</param>
/// <param name="PolicyId">Channel policy.</param>
/// <param name="PolicyVersion">Its version.</param>
[WireName("sessions.session-completed.v1")]
public sealed record SessionCompletedV1(
    SessionId SessionId,
    BookingId BookingId,
    string BookingNumber,
    ProviderId ProviderId,
    PersonId ClientId,
    CoverId CoverId,
    string ServiceName,
    Instant StartedAt,
    Instant CompletedAt,
    Money Price,
    string PolicyId,
    int PolicyVersion
) : IIntegrationEvent;

/// <summary>The private join link of one participant, asked for when a message is sent (SES-01).</summary>
/// <param name="SessionId">The session.</param>
/// <param name="PersonId">The participant; anybody else is answered not found.</param>
[InternalRequest]
public sealed record GetJoinLink(SessionId SessionId, PersonId PersonId) : IQuery<JoinLink>;

/// <summary>A booking leads to one session, whose id follows from the booking's.</summary>
public static class BookedSession
{
    /// <summary>The session of a booking; it exists once the booking's confirmation was taken in.</summary>
    public static SessionId IdOf(BookingId booking) => new(Ids.Derive("session", booking.Value.ToString()));
}

/// <summary>A private join link.</summary>
/// <param name="Path">Path and query on the public origin, with the token.</param>
/// <param name="Page">
/// The session's page without the token: it asks for sign-in, a guest for a fresh link. For calendars, which others
/// read.
/// </param>
/// <param name="ForGuest">True when the person has no login.</param>
/// <param name="OpensAt">From when it works.</param>
/// <param name="ClosesAt">Until when it works.</param>
public sealed record JoinLink(string Path, string Page, bool ForGuest, Instant OpensAt, Instant ClosesAt);

/// <summary>
/// A client without a login asked for a fresh single-use link, which is made; earlier ones are dead (HUB-09).
/// Partition: the session's links.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="ClientId">Who is sent the link, by the number and address on record.</param>
[WireName("sessions.guest-link-made.v1")]
public sealed record GuestLinkMadeV1(SessionId SessionId, BookingId BookingId, PersonId ClientId) : IIntegrationEvent;

/// <summary>Whether a person's calendar names whom it meets; asked when an invitation is sent (MKT-21).</summary>
/// <param name="PersonId">Whose calendar.</param>
[InternalRequest]
public sealed record GetCalendarChoice(PersonId PersonId) : IQuery<CalendarChoiceAnswer>;

/// <summary>What a person chose for invitations and for the calendar others can subscribe to.</summary>
/// <param name="NamesOthers">True when entries name the other person; false until somebody chooses so.</param>
public sealed record CalendarChoiceAnswer(bool NamesOthers);

/// <summary>Every completed session and its cover; for Wallet's check across modules.</summary>
/// <param name="After">The last session of the page before, or null for the first page.</param>
/// <param name="Take">Page size, at most 1000.</param>
[InternalRequest]
public sealed record ListCompletedSessions(SessionId? After, int Take) : IQuery<IReadOnlyList<CompletedSession>>;

/// <summary>A completed session and its cover.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CoverId">Its cover, which must be posted once drained.</param>
public sealed record CompletedSession(SessionId SessionId, CoverId CoverId);

/// <summary>Who takes part in a session, whatever its state; for a concern raised about it.</summary>
/// <remarks>Errors: <c>sessions.not-found</c>.</remarks>
/// <param name="SessionId">The session.</param>
[InternalRequest]
public sealed record GetSessionParties(SessionId SessionId) : IQuery<SessionParties>;

/// <summary>Who takes part in a session.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
public sealed record SessionParties(ProviderId ProviderId, PersonId ClientId);
