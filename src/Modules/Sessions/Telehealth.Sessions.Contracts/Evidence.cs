using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Contracts;

/// <summary>
/// What became of a booking's session, with the evidence of a no-show: for the partner that pays (HUB-15).
/// </summary>
/// <remarks>Errors: <c>sessions.not-found</c>.</remarks>
/// <param name="BookingId">The booking.</param>
[InternalRequest]
public sealed record GetSessionEvidence(BookingId BookingId) : IQuery<SessionEvidence>;

/// <summary>What became of a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CallAttempts">When the provider tried to call, by the server's clock.</param>
/// <param name="MissedAt">When it was marked as missed by the client, or null.</param>
/// <param name="CompletedAt">When it was marked as held, or null.</param>
public sealed record SessionEvidence(
    SessionId SessionId,
    IReadOnlyList<Instant> CallAttempts,
    Instant? MissedAt,
    Instant? CompletedAt
);
