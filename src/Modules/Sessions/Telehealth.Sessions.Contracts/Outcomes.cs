using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Contracts;

/// <summary>Who did not come.</summary>
public enum MissedBy
{
    /// <summary>The client: the policy says what is kept and paid.</summary>
    Client,

    /// <summary>The provider: the client is made whole (MKT-18).</summary>
    Provider,

    /// <summary>Nobody stayed away: a line or a device failed, and everything goes back (HUB-16).</summary>
    Nobody,
}

/// <summary>
/// A session was not held because somebody did not come, the evidence checked, or because a line failed. Money follows
/// the policy. Partition: the session.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="CoverId">The confirmed cover.</param>
/// <param name="ServiceName">Neutral name.</param>
/// <param name="StartedAt">The scheduled start.</param>
/// <param name="MarkedAt">When it was marked.</param>
/// <param name="Price">What it costs.</param>
/// <param name="By">Who did not come.</param>
/// <param name="KeepBasisPoints">Share of the price kept and shared with the provider by the same commission.</param>
/// <param name="UsesUp">True when a credit or visit is used up all the same.</param>
/// <param name="PolicyId">Channel policy.</param>
/// <param name="PolicyVersion">Its version.</param>
[WireName("sessions.session-missed.v1")]
public sealed record SessionMissedV1(
    SessionId SessionId,
    BookingId BookingId,
    string BookingNumber,
    ProviderId ProviderId,
    PersonId ClientId,
    CoverId CoverId,
    string ServiceName,
    Instant StartedAt,
    Instant MarkedAt,
    Money Price,
    MissedBy By,
    int KeepBasisPoints,
    bool UsesUp,
    string PolicyId,
    int PolicyVersion
) : IIntegrationEvent;
