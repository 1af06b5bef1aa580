namespace Telehealth.Sessions.Domain;

/// <summary>Where a session stands.</summary>
public enum SessionState
{
    /// <summary>Waits for its day.</summary>
    Scheduled,

    /// <summary>The provider opened the room; the client may wait in front of it.</summary>
    Open,

    /// <summary>The client was admitted.</summary>
    InSession,

    /// <summary>The room was closed for everyone; the session waits to be marked.</summary>
    Ended,

    /// <summary>Held and marked: it pays.</summary>
    Completed,

    /// <summary>Called off before it began.</summary>
    Cancelled,

    /// <summary>The client did not come, and the evidence for it was there.</summary>
    Missed,

    /// <summary>A line or a device failed and it could not be held: nobody pays.</summary>
    Failed,
}

/// <summary>Where a participant is.</summary>
public enum Place
{
    /// <summary>Not here.</summary>
    Away,

    /// <summary>In front of the room.</summary>
    WaitingRoom,

    /// <summary>In the room.</summary>
    Room,
}

/// <summary>
/// Why a session was completed before its minimum time: a code, so that nothing clinical is written down.
/// </summary>
public enum EarlyCompletionReason
{
    /// <summary>Both agreed that they were done.</summary>
    BothAgreed,

    /// <summary>The client had to go.</summary>
    ClientHadToLeave,

    /// <summary>The provider had to go.</summary>
    ProviderHadToLeave,

    /// <summary>The connection or a device failed.</summary>
    TechnicalProblem,

    /// <summary>Something else.</summary>
    Other,
}
