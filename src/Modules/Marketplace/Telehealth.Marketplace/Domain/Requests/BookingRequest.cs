using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Domain.Requests;

/// <summary>Where a request stands. Expiry, decline and withdrawal act on Open only.</summary>
public enum BookingRequestState
{
    /// <summary>Waits for the provider.</summary>
    Open,

    /// <summary>An attempt to accept is in flight.</summary>
    Accepting,

    /// <summary>It became a booking.</summary>
    Accepted,

    /// <summary>The provider said no, with a reason.</summary>
    Declined,

    /// <summary>Nobody accepted by the deadline.</summary>
    Expired,

    /// <summary>The client took it back.</summary>
    Withdrawn,

    /// <summary>A booking at once that did not come about: it never waits for anybody.</summary>
    Lapsed,
}

/// <summary>
/// A client asks one provider (direct), or all that fit (broadcast), for a session at one to five preferred times
/// (MKT-11). It keeps what it was made under: price, shape and policy do not follow later changes of the service. State
/// moves by conditional updates only.
/// </summary>
internal sealed class BookingRequest : AggregateRoot
{
    private BookingRequest() { }

    public BookingRequest(BookingRequestId id, RequestTerms terms, IReadOnlyList<Instant> times, Instant now)
    {
        Id = id;
        ClientId = terms.ClientId;
        ProviderId = terms.ProviderId;
        ServiceId = terms.ServiceId;
        ServiceName = terms.ServiceName;
        Mode = DeliveryModeNames.Of(terms.Mode).Single();
        DurationMinutes = terms.Shape.DurationMinutes;
        BufferBeforeMinutes = terms.Shape.BufferBeforeMinutes;
        BufferAfterMinutes = terms.Shape.BufferAfterMinutes;
        PriceMinor = terms.Price.Minor;
        Currency = terms.Price.Currency.Code;
        CoverId = terms.CoverId;
        PolicyId = terms.PolicyId;
        PolicyVersion = terms.PolicyVersion;
        ClientZone = terms.ClientZone;
        ProviderZone = terms.ProviderZone;
        Deadline = terms.Deadline;
        Note = terms.SealedNote;
        Funding = terms.Funding.Kind;
        Fund = terms.Funding.Fund;
        BookedBy = terms.BookedBy;
        CreatedAt = now;
        Times = [.. times.Select((x, i) => new RequestedTime(id, i, x))];
    }

    /// <summary>
    /// A booking without asking (MKT-10): it is born being accepted, in its first and only attempt, so that whatever
    /// heals an acceptance heals this.
    /// </summary>
    public static BookingRequest BookedAtOnce(BookAtOnce command, RequestTerms terms, Instant now, long systemMicros) =>
        new(command.RequestId, terms, [command.StartsAt], now)
        {
            AtOnce = true,
            CoverHeld = command.Held is not null,
            HeldTime = command.HeldTime,
            State = BookingRequestState.Accepting,
            Attempt = command.Held?.Attempt ?? 1,
            AttemptTime = command.StartsAt,
            AttemptAtMicros = systemMicros,
        };

    /// <summary>
    /// Asked of everybody who fits. The terms hold the client's limit as their price; whoever accepts brings its own
    /// provider, service, price and policy (MKT-11).
    /// </summary>
    public static BookingRequest Broadcast(
        BookingRequestId id,
        RequestTerms terms,
        string category,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<Instant> times,
        Instant now
    ) =>
        new(id, terms, times, now)
        {
            Category = category,
            CeilingMinor = terms.Price.Minor,
            Unanswered = candidates.Count,
            Candidates = [.. candidates],
        };

    /// <summary>Order of creation: what cursors page by.</summary>
    public long Sequence { get; private set; }

    public BookingRequestId Id { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>Who is asked; of a broadcast who accepts, null while nobody does.</summary>
    public ProviderId? ProviderId { get; private set; }

    /// <summary>What a broadcast asks for; null when one provider is asked.</summary>
    public string? Category { get; private set; }

    public bool IsBroadcast => Category is not null;

    /// <summary>The most a broadcast may cost.</summary>
    public long? CeilingMinor { get; private set; }

    /// <summary>How many of those asked by a broadcast have not declined.</summary>
    public int Unanswered { get; private set; }

    /// <summary>The provider's own service; null where the channel says what the session is.</summary>
    public ServiceId? ServiceId { get; private set; }

    public string ServiceName { get; private set; } = "";

    public string Mode { get; private set; } = "";

    public int DurationMinutes { get; private set; }

    public int BufferBeforeMinutes { get; private set; }

    public int BufferAfterMinutes { get; private set; }

    public long PriceMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    /// <summary>What is set aside: the price, or the limit until somebody took a broadcast.</summary>
    public Money SetAside => new(CeilingMinor ?? PriceMinor, BuildingBlocks.Currency.Of(Currency));

    public SlotShape Shape => new(DurationMinutes, BufferBeforeMinutes, BufferAfterMinutes);

    public CoverId CoverId { get; private set; }

    /// <summary>What the cover is made of.</summary>
    public FundingKind Funding { get; private set; }

    /// <summary>The sponsor's fund; null for the client's own wallet.</summary>
    public string? Fund { get; private set; }

    /// <summary>Who booked on the client's behalf, as kind:id; null when it was the client.</summary>
    public string? BookedBy { get; private set; }

    /// <summary>Booked without asking the provider.</summary>
    public bool AtOnce { get; private set; }

    /// <summary>Who booked holds the cover and keeps it if this fails; a further try is a request of its own.</summary>
    public bool CoverHeld { get; private set; }

    /// <summary>The time was kept for this booking before; it takes the claims over.</summary>
    public TimeHoldId? HeldTime { get; private set; }

    public string PolicyId { get; private set; } = "";

    public int PolicyVersion { get; private set; }

    public string ClientZone { get; private set; } = "";

    public string ProviderZone { get; private set; } = "";

    public Instant Deadline { get; private set; }

    /// <summary>What the client wrote, encrypted under the client's key.</summary>
    public byte[]? Note { get; private set; }

    public BookingRequestState State { get; private set; } = BookingRequestState.Open;

    /// <summary>The fencing token: raised by each try to accept, checked by Wallet and by the last step.</summary>
    public int Attempt { get; private set; }

    /// <summary>The time the attempt is for.</summary>
    public Instant? AttemptTime { get; private set; }

    /// <summary>System time of the attempt's first step, in microseconds since 1970.</summary>
    public long? AttemptAtMicros { get; private set; }

    public string? DeclineReason { get; private set; }

    public Instant? EndedAt { get; private set; }

    public Instant CreatedAt { get; private set; }

    public List<RequestedTime> Times { get; private set; } = [];

    /// <summary>Whom a broadcast asks.</summary>
    public List<Candidate> Candidates { get; private set; } = [];
}

/// <summary>One of the preferred times, best first.</summary>
internal sealed class RequestedTime
{
    private RequestedTime() { }

    public RequestedTime(BookingRequestId requestId, int position, Instant startsAt)
    {
        RequestId = requestId;
        Position = position;
        StartsAt = startsAt;
    }

    public BookingRequestId RequestId { get; private set; }

    public int Position { get; private set; }

    public Instant StartsAt { get; private set; }
}

/// <summary>
/// Whose cover this is: one row per cover, so that owning and disowning exclude each other by its key.
/// </summary>
internal sealed class CoverClaim
{
    public required CoverId CoverId { get; init; }

    /// <summary>True when Wallet was told that nobody here knows the cover.</summary>
    public required bool Disowned { get; init; }
}

/// <summary>What a request is made under.</summary>
internal sealed record RequestTerms(
    PersonId ClientId,
    ProviderId? ProviderId,
    ServiceId? ServiceId,
    string ServiceName,
    DeliveryModes Mode,
    SlotShape Shape,
    Money Price,
    CoverId CoverId,
    string PolicyId,
    int PolicyVersion,
    string ClientZone,
    string ProviderZone,
    Instant Deadline,
    byte[]? SealedNote
)
{
    public CoverFunding Funding { get; init; } = CoverFunding.OwnWallet;

    public string? BookedBy { get; init; }
}

/// <summary>When a provider must have answered.</summary>
internal static class RequestDeadline
{
    private static readonly Duration BeforeCoverExpires = Duration.FromMinutes(15);

    /// <summary>A quarter of an hour before the cover expires, and never after the last preferred time.</summary>
    public static Instant Of(Instant coverExpiresAt, IEnumerable<Instant> times) =>
        Instant.Min(coverExpiresAt - BeforeCoverExpires, times.Max());
}
