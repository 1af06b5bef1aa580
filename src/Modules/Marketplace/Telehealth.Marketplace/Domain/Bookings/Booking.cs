using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Requests;

namespace Telehealth.Marketplace.Domain.Bookings;

/// <summary>Where a booking stands.</summary>
public enum BookingState
{
    /// <summary>Slots claimed, cover confirmed.</summary>
    Confirmed,

    /// <summary>The session was held.</summary>
    Completed,
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
        ProviderId = request.ProviderId;
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

    public ServiceId ServiceId { get; private set; }

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

    public string PolicyId { get; private set; } = "";

    public int PolicyVersion { get; private set; }

    public BookingState State { get; private set; } = BookingState.Confirmed;

    public Instant ConfirmedAt { get; private set; }

    public Instant? CompletedAt { get; private set; }

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

    public void Flag(Instant at) => FlaggedAt ??= at;

    public void Unflag() => FlaggedAt = null;
}

/// <summary>One step of the grid a booking holds; its key makes double booking impossible (MKT-08).</summary>
internal sealed class SlotClaim
{
    public required ProviderId ProviderId { get; init; }

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
}
