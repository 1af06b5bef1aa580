using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>How a booking can be held.</summary>
internal static class SessionModes
{
    public const string Video = "video";
    public const string Phone = "phone";
    public const string InPerson = "in-person";
}

/// <summary>What is refused around a session.</summary>
internal static class SessionErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "sessions.not-found",
        "There is no such session among yours. Open it from your own list or from the link in your email."
    );

    public static readonly Error LinkWrong = Error.NotFound(
        "sessions.link-wrong",
        "This link does not open a session for you. Use the link in your own email, or open the session from your list."
    );

    public static readonly Error LinkUsed = Error.Conflict(
        "sessions.link-used",
        "This link was opened already. Go on where you opened it, or call the number you booked with."
    );

    public static readonly Error LinkLocked = Error.Conflict(
        "sessions.link-locked",
        "This link is locked after too many tries. Please call the number you booked with."
    );

    public static readonly Error ProviderOnly = Error.Forbidden(
        "sessions.provider-only",
        "Only the provider of this session can do that."
    );

    public static readonly Error ClientOnly = Error.Forbidden(
        "sessions.client-only",
        "The join link lets the client in. As the provider, start the session instead."
    );

    public static readonly Error Completed = Error.Conflict(
        "sessions.completed",
        "This session is completed; its room is closed."
    );

    public static readonly Error Cancelled = Error.Conflict(
        "sessions.cancelled",
        "This session was cancelled; its room stays closed."
    );

    public static readonly Error RoomNotOpen = Error.Conflict(
        "sessions.room-not-open",
        "The room is not open. Start the session first."
    );

    public static readonly Error NobodyWaits = Error.Conflict(
        "sessions.nobody-waits",
        "Your client is not in the waiting room yet. You can let them in as soon as they arrive."
    );

    public static readonly Error NeverHeld = Error.Conflict(
        "sessions.never-held",
        "Nobody was let into this session, so it cannot be marked as completed."
    );

    public static readonly Error Missed = Error.Conflict(
        "sessions.missed",
        "This session was marked as missed; its room is closed."
    );

    public static readonly Error Failed = Error.Conflict(
        "sessions.failed",
        "This session was marked as a technical failure; its room is closed."
    );

    public static readonly Error ClientCame = Error.Conflict(
        "sessions.client-came",
        "Your client was there, so this session cannot be marked as missed."
    );

    public static readonly Error NotInRoom = Error.Refused(
        "sessions.provider-not-in-room",
        "You were not in the room all that time, so this session cannot be marked as missed."
    );

    public static Error CallsOutsideWindow(Instant from, Instant until) =>
        Error
            .Conflict(
                "sessions.calls-outside-window",
                "Call attempts count from the scheduled start and for ten minutes after it."
            )
            .With("from", from)
            .With("until", until);

    public static Error CallTooSoon(Instant next) =>
        Error
            .Conflict("sessions.call-too-soon", "Leave at least two minutes between two call attempts.")
            .With("nextFrom", next);

    public static Error TooFewCalls(int needed, int made) =>
        Error
            .Refused(
                "sessions.too-few-calls",
                "There are too few call attempts in the ten minutes after the start to mark this session as missed."
            )
            .With("needed", needed)
            .With("made", made);

    public static Error StillWaiting(Instant until) =>
        Error
            .Conflict("sessions.still-waiting", "Please wait in the room for ten minutes, from the start on.")
            .With("until", until);

    public static Error NotBegun(Instant startsAt) =>
        Error
            .Conflict("sessions.not-begun", "Only once its time has come can it be marked as a technical failure.")
            .With("from", startsAt);

    public static Error OutsideWindow(Instant opensAt, Instant closesAt) =>
        Error
            .Conflict("sessions.outside-window", "The room is not open at this time.")
            .With("opensAt", opensAt)
            .With("closesAt", closesAt);

    public static Error ReasonNeeded(Instant from) =>
        Error
            .Refused(
                "sessions.reason-needed",
                "This is sooner than a session usually ends. Say why, and it will be completed."
            )
            .With("withoutReasonFrom", from);
}
