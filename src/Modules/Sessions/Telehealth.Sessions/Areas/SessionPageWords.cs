using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Sessions.Domain;

namespace Telehealth.Sessions.Areas;

/// <summary>The states of a session and the places of its people, in words.</summary>
internal static class SessionPageWords
{
    public static (string Kind, string Word) Badge(SessionState state) =>
        state switch
        {
            SessionState.Scheduled => ("muted", "Not open yet"),
            SessionState.Open => ("info", "Open"),
            SessionState.InSession => ("success", "In session"),
            SessionState.Ended => ("muted", "Closed"),
            SessionState.Completed => ("success", "Completed"),
            SessionState.Cancelled => ("muted", "Cancelled"),
            SessionState.Missed => ("muted", "Missed"),
            SessionState.Failed => ("muted", "Technical failure"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>Why the room is closed; also of a session whose time ran out before anybody marked it.</summary>
    public static string Closed(SessionState state) =>
        state switch
        {
            SessionState.Completed => "This session is completed. Its room is closed.",
            SessionState.Cancelled => "This session was cancelled. Its room stays closed.",
            SessionState.Missed => "The client did not come to this session. Its room is closed.",
            SessionState.Failed => "A line or a device failed, so this session was not held. Nobody pays for it.",
            SessionState.Scheduled or SessionState.Open or SessionState.InSession or SessionState.Ended =>
                "The time for this room is over. What became of the session is not marked yet.",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>The outcome, to the provider who marked it.</summary>
    public static string Outcome(SessionState state, Money pays) =>
        state switch
        {
            SessionState.Missed =>
                $"Your client did not come. You are paid {MoneyText.Of(pays)}; it appears among your earnings.",
            SessionState.Failed =>
                "A line or a device failed. Nobody pays for it, and your client gets everything back.",
            SessionState.Completed => "The session was held and is completed.",
            SessionState.Cancelled => "The session was cancelled.",
            SessionState.Scheduled or SessionState.Open or SessionState.InSession or SessionState.Ended =>
                "What became of the session is not marked yet.",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>Where the client is, to the provider.</summary>
    public static string Client(Place place) =>
        place switch
        {
            Place.Away => "Your client is not here yet.",
            Place.WaitingRoom => "Your client is in the waiting room.",
            Place.Room => "Your client is in the room.",
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
}
