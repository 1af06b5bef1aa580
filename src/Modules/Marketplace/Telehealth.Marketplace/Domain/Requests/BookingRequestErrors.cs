using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Domain.Requests;

internal static class BookingRequestErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "marketplace.booking-request-not-found",
        "There is no such request."
    );

    public static readonly Error NotBookable = Error.Refused(
        "marketplace.provider-not-bookable",
        "This provider cannot be booked at the moment. Please choose another."
    );

    public static readonly Error NoPrice = Error.Refused(
        "marketplace.no-price",
        "The service has no single price for that mode and currency. Choose one of its prices."
    );

    public static readonly Error NobodyFits = Error.Refused(
        "marketplace.nobody-fits",
        "Nobody offers that at or below your limit. Raise the limit, or ask for another length, mode or language."
    );

    public static readonly Error StillOpen = Error.Conflict(
        "marketplace.request-still-open",
        "The provider can still answer. Take the request back first, or wait for its end."
    );

    public static readonly Error NoTimeAhead = Error.Refused(
        "marketplace.no-time-ahead",
        "All the times of that request have passed. Please ask again with new times."
    );

    public static readonly Error OwnService = Error.Refused(
        "marketplace.own-service",
        "You cannot book your own service."
    );

    public static readonly Error TooSoon = Error.Refused(
        "marketplace.too-soon",
        "One of the times is closer than the provider needs to prepare. Please choose later times."
    );

    public static readonly Error TooFar = Error.Refused(
        "marketplace.beyond-horizon",
        "One of the times is further ahead than the provider takes bookings. Please choose earlier times."
    );

    public static readonly Error OutsideCalendar = Error.Refused(
        "marketplace.outside-calendar",
        "The provider is not open at that time. Please choose one of the free times."
    );

    public static readonly Error UnknownChannel = Error.Refused(
        "marketplace.channel-closed",
        "Nothing can be booked through that channel at the moment."
    );

    public static readonly Error OtherBooking = Error.Conflict(
        "marketplace.request-id-reused",
        "That request was made for another booking."
    );

    public static readonly Error Lapsed = Error.Conflict(
        "marketplace.request-lapsed",
        "The request took too long and was given up. Nothing was taken. Please send it again."
    );

    public static readonly Error NotOpen = Error.Conflict(
        "marketplace.request-not-open",
        "The request is no longer open."
    );

    public static readonly Error Accepting = Error.Conflict(
        "marketplace.request-being-accepted",
        "The request is just being accepted."
    );

    public static readonly Error NotProposed = Error.Refused(
        "marketplace.time-not-proposed",
        "That is not one of the times the client proposed."
    );

    public static readonly Error UnknownReason = Error.Invalid(
        "marketplace.unknown-decline-reason",
        "reasonCode",
        "Choose one of the listed reasons."
    );

    public static Error SlotTaken(IReadOnlyList<Instant> stillPossible) =>
        Error
            .Conflict("marketplace.slot-taken", "That time is no longer free. Please choose another.")
            .With("stillPossible", stillPossible);

    /// <summary>Nothing was proposed: the answer names the next free times of the same session.</summary>
    public static Error Taken(IReadOnlyList<Instant> alternatives) =>
        Error
            .Conflict("marketplace.slot-taken", "That time is no longer free. Please choose another.")
            .With("alternatives", alternatives);
}
