using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Contracts;

/// <summary>A provider's profile is complete and asks for clearance (MKT-01, MKT-02).</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="DisplayName">As listed.</param>
[WireName("marketplace.provider-applied.v1")]
public sealed record ProviderAppliedV1(ProviderId ProviderId, string DisplayName) : IIntegrationEvent;

/// <summary>A client asks one provider for a session (MKT-11, direct). Partition: the request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="ProviderId">Who is asked.</param>
/// <param name="ClientId">Who asks.</param>
/// <param name="CoverId">The reserved cover.</param>
/// <param name="Times">The preferred starts, best first.</param>
/// <param name="DurationMinutes">Length of the session.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="Price">What the client pays.</param>
/// <param name="Deadline">Until when the provider may accept.</param>
[WireName("marketplace.booking-requested.v1")]
public sealed record BookingRequestedV1(
    BookingRequestId RequestId,
    ProviderId ProviderId,
    PersonId ClientId,
    CoverId CoverId,
    IReadOnlyList<Instant> Times,
    int DurationMinutes,
    string Mode,
    Money Price,
    Instant Deadline
) : IIntegrationEvent;

/// <summary>A client asks everybody who fits (MKT-11, broadcast). Partition: the request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="ClientId">Who asks.</param>
/// <param name="CoverId">The cover, reserved at the client's limit.</param>
/// <param name="Candidates">Who is asked, each at its own price; the limit is nobody's business.</param>
/// <param name="Times">The preferred starts, best first.</param>
/// <param name="DurationMinutes">Length of the session.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="Deadline">Until when one of them may accept.</param>
[WireName("marketplace.broadcast-requested.v1")]
public sealed record BroadcastRequestedV1(
    BookingRequestId RequestId,
    PersonId ClientId,
    CoverId CoverId,
    IReadOnlyList<BroadcastCandidate> Candidates,
    IReadOnlyList<Instant> Times,
    int DurationMinutes,
    string Mode,
    Instant Deadline
) : IIntegrationEvent;

/// <summary>One of those a broadcast asks.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Price">What the client would pay it.</param>
public sealed record BroadcastCandidate(ProviderId ProviderId, Money Price);

/// <summary>
/// A booking costs less than was set aside for it: Wallet lets the rest go, if the cover still carries that attempt.
/// Only the booking itself does so, since an attempt that fails must leave the whole limit to the next provider.
/// Partition: the cover.
/// </summary>
/// <param name="CoverId">The confirmed cover.</param>
/// <param name="Attempt">The attempt that led to the booking.</param>
/// <param name="Price">What the booking costs.</param>
[WireName("marketplace.cover-exceeded-price.v1")]
public sealed record CoverExceededPriceV1(CoverId CoverId, int Attempt, Money Price) : IIntegrationEvent;

/// <summary>How a request ended without a booking.</summary>
public enum RequestEnding
{
    /// <summary>The provider declined with a reason (MKT-12).</summary>
    Declined,

    /// <summary>Nobody accepted by the deadline (MKT-13).</summary>
    Expired,

    /// <summary>The client took it back.</summary>
    Withdrawn,
}

/// <summary>A request ended without a booking; its cover is released whole. Partition: the request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="ProviderId">Who was asked; null when everybody who fits was.</param>
/// <param name="ClientId">Who asked.</param>
/// <param name="CoverId">The cover to release.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="ReasonCode">Out of the configured list when declined; null otherwise.</param>
[WireName("marketplace.booking-request-ended.v1")]
public sealed record BookingRequestEndedV1(
    BookingRequestId RequestId,
    ProviderId? ProviderId,
    PersonId ClientId,
    CoverId CoverId,
    RequestEnding Ending,
    string? ReasonCode
) : IIntegrationEvent;

/// <summary>A cover was reserved, but what it was for never came to be: release it.</summary>
/// <param name="CoverId">The cover.</param>
[WireName("marketplace.cover-unused.v1")]
public sealed record CoverUnusedV1(CoverId CoverId) : IIntegrationEvent;

/// <summary>
/// An attempt to accept failed after the cover was confirmed for it; Wallet gives the confirmation back only if the
/// cover still carries that attempt (commands.md, "Accepting is three steps"). Partition: the request.
/// </summary>
/// <param name="RequestId">The request, open again.</param>
/// <param name="CoverId">The cover.</param>
/// <param name="Attempt">The attempt that failed.</param>
[WireName("marketplace.acceptance-failed.v1")]
public sealed record AcceptanceFailedV1(BookingRequestId RequestId, CoverId CoverId, int Attempt) : IIntegrationEvent;

/// <summary>A booking is confirmed: slots claimed, cover confirmed. Partition: the booking.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Number">Human-readable, unique (MKT-14).</param>
/// <param name="RequestId">The request it came from, or null.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="CoverId">The confirmed cover.</param>
/// <param name="ServiceName">Neutral name of the service as printed on documents.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End, buffers not included.</param>
/// <param name="ProviderZone">IANA zone of the provider.</param>
/// <param name="ClientZone">IANA zone of the client.</param>
/// <param name="Price">What the client pays.</param>
/// <param name="PolicyId">Channel policy.</param>
/// <param name="PolicyVersion">Its version, kept for the booking's life.</param>
[WireName("marketplace.booking-confirmed.v1")]
public sealed record BookingConfirmedV1(
    BookingId BookingId,
    string Number,
    BookingRequestId? RequestId,
    ProviderId ProviderId,
    PersonId ClientId,
    CoverId CoverId,
    string ServiceName,
    string Mode,
    Instant StartsAt,
    Instant EndsAt,
    string ProviderZone,
    string ClientZone,
    Money Price,
    string PolicyId,
    int PolicyVersion
) : IIntegrationEvent;

/// <summary>
/// A client rated a session that was held (MKT-20). The words stay with Marketplace. Partition: the review.
/// </summary>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Rating">1 to 5.</param>
[WireName("marketplace.review-given.v1")]
public sealed record ReviewGivenV1(
    BookingId BookingId,
    string BookingNumber,
    ProviderId ProviderId,
    PersonId ClientId,
    int Rating
) : IIntegrationEvent;

/// <summary>A booking's future is in question because its provider lost clearance (MKT-02).</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
[WireName("marketplace.booking-flagged.v1")]
public sealed record BookingFlaggedV1(BookingId BookingId, ProviderId ProviderId, PersonId ClientId)
    : IIntegrationEvent;
