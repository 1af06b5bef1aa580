using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;

namespace Telehealth.Marketplace.Domain.Bookings;

/// <summary>Where a booking stands.</summary>
public enum BookingState
{
    /// <summary>Slots claimed, cover confirmed.</summary>
    Confirmed,

    /// <summary>The session was held.</summary>
    Completed,

    /// <summary>Called off before it began; its time is free again.</summary>
    Cancelled,

    /// <summary>The client did not come; the policy says what is kept.</summary>
    NoShow,

    /// <summary>A line or a device failed and it could not be held: everything went back.</summary>
    Failed,
}

/// <summary>A confirmed session of a client with a provider.</summary>
internal sealed class Booking : AggregateRoot
{
    private Booking() { }

    public Booking(BookingRequest request, string number, Instant startsAt, Instant now)
    {
        Id = IdOf(request.Id);
        Number = number;
        RequestId = request.Id;
        ProviderId = request.ProviderId!.Value;
        ClientId = request.ClientId;
        ServiceId = request.ServiceId;
        ServiceName = request.ServiceName;
        Mode = request.Mode;
        StartsAt = startsAt;
        EndsAt = startsAt + Duration.FromMinutes(request.DurationMinutes);
        ProviderZone = request.ProviderZone;
        ClientZone = request.ClientZone;
        PriceMinor = request.PriceMinor;
        Currency = request.Currency;
        CoverId = request.CoverId;
        Funding = request.Funding;
        BookedBy = request.BookedBy;
        PolicyId = request.PolicyId;
        PolicyVersion = request.PolicyVersion;
        ConfirmedAt = now;
    }

    /// <summary>Order of creation: what cursors page by.</summary>
    public long Sequence { get; private set; }

    public BookingId Id { get; private set; }

    /// <summary>Human-readable and unique (MKT-14).</summary>
    public string Number { get; private set; } = "";

    public BookingRequestId? RequestId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>The provider's own service; null where the channel said what the session is.</summary>
    public ServiceId? ServiceId { get; private set; }

    public string ServiceName { get; private set; } = "";

    public string Mode { get; private set; } = "";

    public Instant StartsAt { get; private set; }

    public Instant EndsAt { get; private set; }

    public string ProviderZone { get; private set; } = "";

    public string ClientZone { get; private set; } = "";

    public long PriceMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    public CoverId CoverId { get; private set; }

    /// <summary>What the cover is made of.</summary>
    public FundingKind Funding { get; private set; }

    /// <summary>Who booked on the client's behalf (HUB-19), as kind:id; null when it was the client.</summary>
    public string? BookedBy { get; private set; }

    public string PolicyId { get; private set; } = "";

    public int PolicyVersion { get; private set; }

    public BookingState State { get; private set; } = BookingState.Confirmed;

    public Instant ConfirmedAt { get; private set; }

    public Instant? CompletedAt { get; private set; }

    /// <summary>
    /// When its room was first opened: from then on it is held and cannot be called off. Both ends meet in this row, so
    /// that a session is never both held and cancelled.
    /// </summary>
    public Instant? BegunAt { get; private set; }

    public Instant? CancelledAt { get; private set; }

    public CancelledBy? CancelledBy { get; private set; }

    /// <summary>A word, so that nothing confidential is written down.</summary>
    public string? CancelReason { get; private set; }

    public int KeepBasisPoints { get; private set; }

    /// <summary>What was kept of the price when it was cancelled or missed.</summary>
    public long KeptMinor { get; private set; }

    /// <summary>True when a credit or visit was used up by a late cancellation or a no-show.</summary>
    public bool UsedUp { get; private set; }

    /// <summary>
    /// When its provider lost clearance before it was held (MKT-02); null while nothing is in question.
    /// </summary>
    public Instant? FlaggedAt { get; private set; }

    /// <summary>A request becomes one booking: the same one however often its acceptance is resumed.</summary>
    public static BookingId IdOf(BookingRequestId request) =>
        new(Ids.Derive("marketplace", "booking", request.Value.ToString()));

    public void Complete(Instant at)
    {
        State = BookingState.Completed;
        CompletedAt = at;
    }

    public void Miss(int keepBasisPoints, bool usesUp)
    {
        State = BookingState.NoShow;
        KeepBasisPoints = keepBasisPoints;
        KeptMinor = Price.Share(keepBasisPoints).Minor;
        UsedUp = usesUp && Funding != FundingKind.Wallet;
    }

    public void Fail() => State = BookingState.Failed;

    public void Flag(Instant at) => FlaggedAt ??= at;

    public void Unflag() => FlaggedAt = null;
}

/// <summary>One step of the grid a booking holds; its key makes double booking impossible (MKT-08).</summary>
internal sealed class SlotClaim
{
    public required ProviderId ProviderId { get; init; }

    /// <summary>Unix seconds / 300.</summary>
    public required long Step { get; init; }

    /// <summary>The booking, or under the same kind of id the <see cref="Calendar.TimeHold"/> that keeps it.</summary>
    public required BookingId BookingId { get; init; }
}

/// <summary>
/// One step of a client's time that a sponsor's booking takes: a credit never pays for two sessions at once.
/// </summary>
internal sealed class ClientClaim
{
    public required PersonId ClientId { get; init; }

    /// <summary>Unix seconds / 300.</summary>
    public required long Step { get; init; }

    public required BookingId BookingId { get; init; }
}

internal static class BookingErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "marketplace.booking-not-found",
        "There is no such booking."
    );

    public static readonly Error OnRequestOnly = Error.Refused(
        "marketplace.on-request-only",
        "This service is booked on request. Please ask the provider for a time."
    );

    public static readonly Error NotConfirmed = Error.Conflict(
        "marketplace.booking-not-open",
        "This booking has been held or cancelled already."
    );

    public static readonly Error Begun = Error.Conflict(
        "marketplace.booking-begun",
        "This appointment has begun and cannot be cancelled any more."
    );

    /// <summary>Names the one that stands.</summary>
    public static Error ClientBooked(Booking standing) =>
        Error
            .Conflict(
                "marketplace.client-booked",
                $"Booking {standing.Number} is at that time already. Cancel it first, or choose another time."
            )
            .With("bookingId", standing.Id)
            .With("number", standing.Number)
            .With("startsAt", standing.StartsAt);

    public static Error CostChanged(Money kept) =>
        Error
            .Conflict(
                "marketplace.cancellation-cost-changed",
                "What cancelling costs has changed since you looked. Please look again."
            )
            .With("kept", kept);
}
