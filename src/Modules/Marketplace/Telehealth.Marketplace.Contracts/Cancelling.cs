using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Contracts;

/// <summary>Who ended a booking.</summary>
public enum CancelledBy
{
    /// <summary>The client, or the partner for the client.</summary>
    Client,

    /// <summary>The provider.</summary>
    Provider,

    /// <summary>Staff, with a reason.</summary>
    Staff,
}

/// <summary>
/// Calls a booking off for a partner, staff or another channel (MKT-17). A booking that is cancelled already is
/// answered as it was.
/// </summary>
/// <remarks>
/// Errors: <c>marketplace.booking-not-found</c>, <c>marketplace.booking-not-open</c>, <c>marketplace.booking-begun</c>.
/// </remarks>
/// <param name="BookingId">The booking.</param>
/// <param name="By">For whom it is cancelled; only a client's cancellation can cost something.</param>
/// <param name="ReasonCode">A lower-case word such as <c>illness</c>, or null.</param>
[InternalRequest]
public sealed record CancelBooking(BookingId BookingId, CancelledBy By, string? ReasonCode = null)
    : ICommand<CancelledBooking>;

/// <summary>A booking that was called off.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="KeepBasisPoints">Share of the price that is kept.</param>
/// <param name="UsesUp">True when a credit or visit is used up all the same.</param>
/// <param name="CancelledAt">When.</param>
public sealed record CancelledBooking(BookingId BookingId, int KeepBasisPoints, bool UsesUp, Instant CancelledAt);

/// <summary>
/// The room of a booking is about to be opened for the first time: from now on it is held and cannot be called off.
/// Asked by Sessions before it opens; again changes nothing.
/// </summary>
/// <remarks>Errors: <c>marketplace.booking-not-found</c>, <c>marketplace.booking-not-open</c>.</remarks>
/// <param name="BookingId">The booking.</param>
[InternalRequest]
public sealed record BeginBooking(BookingId BookingId) : ICommand<Done>;

/// <summary>
/// A booking was cancelled; its slots are free again. Wallet keeps what the policy says and lets the rest go.
/// Partition: the booking.
/// </summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Number">Its human-readable number.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="ClientId">The client.</param>
/// <param name="CoverId">The confirmed cover.</param>
/// <param name="ServiceName">Neutral name.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="StartsAt">The start it had.</param>
/// <param name="EndsAt">The end it had.</param>
/// <param name="ProviderZone">IANA zone of the provider.</param>
/// <param name="ClientZone">IANA zone of the client.</param>
/// <param name="Price">What it cost.</param>
/// <param name="By">Who ended it.</param>
/// <param name="KeepBasisPoints">Share of the price kept (0 = all goes back).</param>
/// <param name="UsesUp">True when a credit or visit is used up all the same.</param>
/// <param name="CancelledAt">When.</param>
/// <param name="PolicyId">Channel policy.</param>
/// <param name="PolicyVersion">Its version.</param>
[WireName("marketplace.booking-cancelled.v1")]
public sealed record BookingCancelledV1(
    BookingId BookingId,
    string Number,
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
    CancelledBy By,
    int KeepBasisPoints,
    bool UsesUp,
    Instant CancelledAt,
    string PolicyId,
    int PolicyVersion
) : IIntegrationEvent;
