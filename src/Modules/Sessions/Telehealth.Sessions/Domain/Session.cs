using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Sessions.Domain;

/// <summary>
/// The session a confirmed booking is held in: who may enter when, who is where, what became of it. A client is never
/// in the room before the provider (SES-05).
/// </summary>
internal sealed partial class Session : AggregateRoot
{
    private readonly List<Stay> stays = [];

    private Session() { }

    public Session(BookingConfirmedV1 booking, ChannelPolicy policy, byte[] sealedJoinKey, Instant now)
    {
        Id = IdOf(booking.BookingId);
        BookingId = booking.BookingId;
        BookingNumber = booking.Number;
        ProviderId = booking.ProviderId;
        ClientId = booking.ClientId;
        CoverId = booking.CoverId;
        ServiceName = booking.ServiceName;
        Mode = booking.Mode;
        StartsAt = booking.StartsAt;
        EndsAt = booking.EndsAt;
        ProviderZone = booking.ProviderZone;
        ClientZone = booking.ClientZone;
        PriceMinor = booking.Price.Minor;
        Currency = booking.Price.Currency.Code;
        PolicyId = booking.PolicyId;
        PolicyVersion = booking.PolicyVersion;
        ChannelLabel = policy.Label;
        JoinOpensAt = booking.StartsAt - Duration.FromMinutes(policy.JoinOpensMinutes);
        JoinClosesAt = booking.EndsAt + Duration.FromMinutes(policy.JoinClosesMinutes);
        MinimumElapsedPercent = policy.MinimumElapsedPercent;
        SealedJoinKey = sealedJoinKey;
        AgendaKey = Agenda.KeyOf(StartsAt, Id);
        ScheduledAt = now;
    }

    /// <summary>Order of insertion: the cursor of checks across modules.</summary>
    public long Row { get; private set; }
    public SessionId Id { get; private set; }
    public BookingId BookingId { get; private set; }
    public string BookingNumber { get; private set; } = "";
    public ProviderId ProviderId { get; private set; }
    public PersonId ClientId { get; private set; }
    public CoverId CoverId { get; private set; }
    public string ServiceName { get; private set; } = "";
    public string Mode { get; private set; } = "";
    public Instant StartsAt { get; private set; }
    public Instant EndsAt { get; private set; }
    public string ProviderZone { get; private set; } = "";
    public string ClientZone { get; private set; } = "";
    public long PriceMinor { get; private set; }
    public string Currency { get; private set; } = "";
    public string PolicyId { get; private set; } = "";
    public int PolicyVersion { get; private set; }

    /// <summary>The channel in words, as its policy said when the session was scheduled (SES-02).</summary>
    public string ChannelLabel { get; private set; } = "";
    public Instant JoinOpensAt { get; private set; }
    public Instant JoinClosesAt { get; private set; }
    public int MinimumElapsedPercent { get; private set; }

    /// <summary>Of this the participants' tokens are derived; sealed with the platform's persisted keys.</summary>
    public byte[] SealedJoinKey { get; private set; } = [];

    /// <summary>Orders lists by start; see <see cref="Agenda"/>.</summary>
    public long AgendaKey { get; private set; }

    /// <summary>iCalendar SEQUENCE: raised by every move.</summary>
    public int CalendarSequence { get; private set; }

    /// <summary>When its time was set or given up: the calendar's DTSTAMP, so that the feed's text is stable.</summary>
    public Instant ScheduledAt { get; private set; }
    public SessionState State { get; private set; }
    public Place ProviderPlace { get; private set; }
    public Place ClientPlace { get; private set; }
    public Instant? OpenedAt { get; private set; }
    public Instant? AdmittedAt { get; private set; }
    public Instant? EndedAt { get; private set; }
    public Instant? CompletedAt { get; private set; }
    public EarlyCompletionReason? EarlyReason { get; private set; }
    public IReadOnlyList<Stay> Stays => stays;

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    /// <summary>
    /// A video room is entered by both; on the phone or in person the provider says that the client is there.
    /// </summary>
    public bool NeedsClientOnline => Mode == SessionModes.Video;

    public static SessionId IdOf(BookingId booking) => BookedSession.IdOf(booking);

    public bool IsParticipant(PersonId person) => person == ClientId || person == ProviderId.Person;

    public bool IsProvider(PersonId person) => person == ProviderId.Person;

    /// <summary>Links and the room work from some minutes before the start to some after the end.</summary>
    public bool IsJoinable(Instant now) => now >= JoinOpensAt && now < JoinClosesAt;

    /// <summary>The provider opens the room, or comes back into it (SES-04, SES-18).</summary>
    public Error? Start(Instant now)
    {
        if (Over is { } over)
        {
            return over;
        }

        if (!IsJoinable(now))
        {
            return SessionErrors.OutsideWindow(JoinOpensAt, JoinClosesAt);
        }

        if (State is SessionState.Scheduled or SessionState.Ended)
        {
            State = SessionState.Open;
            OpenedAt ??= now;
            EndedAt = null;
        }

        Move(ProviderId.Person, Place.Room, now);
        return null;
    }

    /// <summary>
    /// The client arrives with its token: in front of the room, or back into it when already admitted and the provider
    /// is in (SES-05, SES-18).
    /// </summary>
    public Error? Join(Instant now)
    {
        if (Over is { } over)
        {
            return over;
        }

        if (!IsJoinable(now))
        {
            return SessionErrors.OutsideWindow(JoinOpensAt, JoinClosesAt);
        }

        if (ClientPlace != Place.Room)
        {
            var back = State == SessionState.InSession && ProviderPlace == Place.Room;
            Move(ClientId, back ? Place.Room : Place.WaitingRoom, now);
        }

        return null;
    }

    /// <summary>The provider, being in, lets the client in.</summary>
    public Error? Admit(Instant now)
    {
        if (Over is { } over)
        {
            return over;
        }

        if (State is SessionState.Scheduled or SessionState.Ended || ProviderPlace != Place.Room)
        {
            return SessionErrors.RoomNotOpen;
        }

        if (NeedsClientOnline && ClientPlace == Place.Away)
        {
            return SessionErrors.NobodyWaits;
        }

        if (ClientPlace == Place.WaitingRoom)
        {
            Move(ClientId, Place.Room, now);
        }

        if (State != SessionState.InSession)
        {
            State = SessionState.InSession;
            AdmittedAt ??= now;
        }

        return null;
    }

    /// <summary>One participant goes; the room stays.</summary>
    public void Leave(PersonId person, Instant now) => Move(person, Place.Away, now);

    /// <summary>
    /// The booking was called off, which it is only before the room was first opened. The calendar's entry is newer
    /// than the invitation.
    /// </summary>
    public void CallOff(Instant now)
    {
        if (State != SessionState.Scheduled)
        {
            throw new InvalidOperationException($"Session {Id} is {State}: it cannot be called off.");
        }

        State = SessionState.Cancelled;
        CalendarSequence++;
        ScheduledAt = now;
    }

    /// <summary>The provider closes the room for everyone (SES-07).</summary>
    public Error? EndForAll(Instant now)
    {
        if (State is SessionState.Scheduled or SessionState.Cancelled or SessionState.Missed or SessionState.Failed)
        {
            return SessionErrors.RoomNotOpen;
        }

        if (State is SessionState.Open or SessionState.InSession)
        {
            State = SessionState.Ended;
            EndedAt = now;
            Empty(now);
        }

        return null;
    }

    /// <summary>
    /// The provider marks the session held: only this pays (SES-10). Sooner than the policy's share of the scheduled
    /// time after the admission, it says why.
    /// </summary>
    public Error? Complete(EarlyCompletionReason? reason, Instant now)
    {
        if (State == SessionState.Completed)
        {
            return null;
        }

        if (Over is { } over)
        {
            return over;
        }

        if (AdmittedAt is not { } admittedAt)
        {
            return SessionErrors.NeverHeld;
        }

        var minimum = (EndsAt - StartsAt) * MinimumElapsedPercent / 100;
        var elapsed = (EndedAt ?? now) - admittedAt;
        var early = elapsed < minimum;
        if (early && reason is null)
        {
            return SessionErrors.ReasonNeeded(admittedAt + minimum);
        }

        State = SessionState.Completed;
        EarlyReason = early ? reason : null;
        CompletedAt = now;
        EndedAt ??= now;
        Empty(now);
        return null;
    }

    private void Empty(Instant now)
    {
        Move(ClientId, Place.Away, now);
        Move(ProviderId.Person, Place.Away, now);
    }

    private void Move(PersonId person, Place place, Instant now)
    {
        var provider = IsProvider(person);
        if ((provider ? ProviderPlace : ClientPlace) == place)
        {
            return;
        }

        stays.LastOrDefault(s => s.PersonId == person && s.LeftAt is null)?.End(now);
        if (place != Place.Away)
        {
            stays.Add(new Stay(Id, person, place, now));
        }

        if (provider)
        {
            ProviderPlace = place;
        }
        else
        {
            ClientPlace = place;
        }
    }
}
