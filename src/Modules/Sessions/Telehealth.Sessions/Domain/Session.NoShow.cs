using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>A client who does not come, and the evidence that lets the session be marked so (HUB-15).</summary>
internal sealed partial class Session
{
    private static readonly Duration CallsCount = Duration.FromMinutes(10);
    private static readonly Duration CallsApart = Duration.FromMinutes(2);

    private readonly List<CallAttempt> calls = [];

    public int CallCount { get; private set; }
    public Instant? MissedAt { get; private set; }
    public IReadOnlyList<CallAttempt> Calls => calls;

    public bool IsOver => Over is not null;

    private Error? Over =>
        State switch
        {
            SessionState.Completed => SessionErrors.Completed,
            SessionState.Cancelled => SessionErrors.Cancelled,
            SessionState.Missed => SessionErrors.Missed,
            SessionState.Failed => SessionErrors.Failed,
            _ => null,
        };

    public Instant CallsUntil => StartsAt + CallsCount;

    /// <summary>The soonest a further call attempt counts; only within the window.</summary>
    public Instant NextCallFrom => calls.Count == 0 ? StartsAt : calls.Max(x => x.MadeAt) + CallsApart;

    /// <summary>Whether calls are the evidence; otherwise the provider waits in the room.</summary>
    public bool AsksForCalls(int callsNeeded) => callsNeeded > 0 && Mode != SessionModes.InPerson;

    /// <summary>The provider tried to reach the client; the time is ours, not the caller's.</summary>
    public Error? LogCall(Instant now)
    {
        if ((Over ?? Came(now)) is { } refusal)
        {
            return refusal;
        }

        if (now < StartsAt || now > CallsUntil)
        {
            return SessionErrors.CallsOutsideWindow(StartsAt, CallsUntil);
        }

        if (now < NextCallFrom)
        {
            return SessionErrors.CallTooSoon(NextCallFrom);
        }

        calls.Add(new CallAttempt(Id, ++CallCount, now));
        return null;
    }

    /// <summary>Marks the session missed by its client, if the evidence is there. Again changes nothing.</summary>
    public Error? Miss(int callsNeeded, Instant now)
    {
        if (State == SessionState.Missed)
        {
            return null;
        }

        if (WhyNotMissed(callsNeeded, now) is { } refusal)
        {
            return refusal;
        }

        State = SessionState.Missed;
        MissedAt = now;
        EndedAt ??= now;
        Empty(now);
        return null;
    }

    /// <summary>What is missing for a no-show; null when the evidence is there.</summary>
    public Error? WhyNotMissed(int callsNeeded, Instant now) => Over ?? Unproven(callsNeeded, now);

    /// <summary>
    /// A line or a device failed and the session could not be held: nobody pays (HUB-16). Again changes nothing.
    /// </summary>
    public Error? Fail(Instant now)
    {
        if (State == SessionState.Failed)
        {
            return null;
        }

        if (Over is { } over)
        {
            return over;
        }

        if (now < StartsAt)
        {
            return SessionErrors.NotBegun(StartsAt);
        }

        State = SessionState.Failed;
        EndedAt ??= now;
        Empty(now);
        return null;
    }

    // Where no calls are asked for, or nobody would be called, the provider waited in the room instead: money hangs on
    // it, so a word alone is not enough.
    private Error? Unproven(int callsNeeded, Instant now)
    {
        if (Came(now) is { } came)
        {
            return came;
        }

        if (!AsksForCalls(callsNeeded))
        {
            return Waited(now);
        }

        if (calls.Count < callsNeeded)
        {
            return SessionErrors.TooFewCalls(callsNeeded, calls.Count);
        }

        var made = calls.Select(x => x.MadeAt).Order().ToList();
        var there = Mode != SessionModes.Video || InRoom.Any(x => x.CameAt <= made[0] && !(x.LeftAt < made[^1]));
        return there ? null : SessionErrors.NotInRoom;
    }

    private Error? Came(Instant now)
    {
        var there = stays.Exists(x => x.PersonId == ClientId && x.CameAt <= now && (x.LeftAt ?? now) >= StartsAt);
        return there || AdmittedAt is not null ? SessionErrors.ClientCame : null;
    }

    // Ten minutes without a break, from the start on or from when the provider came late.
    private Error? Waited(Instant now)
    {
        var waits = InRoom.Select(x => (From: Instant.Max(x.CameAt, StartsAt), Until: x.LeftAt ?? now)).ToList();
        return waits.Exists(x => x.Until - x.From >= CallsCount) ? null
            : ProviderPlace == Place.Room ? SessionErrors.StillWaiting(waits[^1].From + CallsCount)
            : SessionErrors.NotInRoom;
    }

    private IEnumerable<Stay> InRoom =>
        stays.Where(x => IsProvider(x.PersonId) && x.Place == Place.Room).OrderBy(x => x.CameAt);
}

/// <summary>One attempt of the provider to call a client who was not there.</summary>
internal sealed class CallAttempt
{
    private CallAttempt() { }

    public CallAttempt(SessionId session, int number, Instant now)
    {
        SessionId = session;
        Number = number;
        MadeAt = now;
    }

    public SessionId SessionId { get; private set; }
    public int Number { get; private set; }
    public Instant MadeAt { get; private set; }
}
