using System.Globalization;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.QuickConnect.Domain;

/// <summary>
/// A wish to talk now. It waits, is offered to the client by the first provider who accepts, and either goes back
/// with its age or becomes a session. Every step is a conditional update of its one row.
/// </summary>
internal sealed class PoolRequest : AggregateRoot
{
    private PoolRequest() { }

    public PoolRequest(PoolRequestId id, PersonId client, PoolWishes wishes, PoolTerms terms, Instant now)
    {
        Id = id;
        ClientId = client;
        LiveClientId = client;
        Language = wishes.Language;
        Mode = wishes.Mode;
        Category = wishes.Category;
        SealedWords = wishes.SealedWords;
        CoverId = terms.CoverId;
        PriceMinor = terms.Price.Minor;
        Currency = terms.Price.Currency.Code;
        ExpiresAt = terms.ExpiresAt;
        PlacedAt = now;
    }

    /// <summary>Order of arrival: its place and its age, which it keeps when it comes back.</summary>
    public long Sequence { get; private set; }

    public PoolRequestId Id { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>The client while the request lives: unique, so that nobody waits twice.</summary>
    public PersonId? LiveClientId { get; private set; }

    /// <summary>BCP 47.</summary>
    public string Language { get; private set; } = "";

    public string Mode { get; private set; } = "";

    /// <summary>Only providers of this category, or null for any.</summary>
    public string? Category { get; private set; }

    /// <summary>Topic and notes, sealed for the client; gone when the request ends without a session.</summary>
    public byte[]? SealedWords { get; private set; }

    public CoverId CoverId { get; private set; }

    public long PriceMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    public Instant PlacedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    public PoolRequestState State { get; private set; }

    /// <summary>Who made the offer that stands, or that led to the session.</summary>
    public ProviderId? ProviderId { get; private set; }

    /// <summary>The same while the offer binds the provider: unique, so that nobody holds two (QCP-07).</summary>
    public ProviderId? HeldProviderId { get; private set; }

    /// <summary>Raised by each offer: what the client's answer is meant for, and what fences off older ones.</summary>
    public int Offer { get; private set; }

    /// <summary>System time of the offer's or the join's first step, in microseconds since 1970.</summary>
    public long? AttemptAtMicros { get; private set; }

    public Instant? FirstOfferAt { get; private set; }

    public Instant? OfferEndsAt { get; private set; }

    /// <summary>Raised by each try to book; fences off older ones.</summary>
    public int Attempt { get; private set; }

    /// <summary>When the session starts; set aside for the offer that stands.</summary>
    public Instant? StartsAt { get; private set; }

    /// <summary>The terms the client accepted with the offer.</summary>
    public string? TermsVersion { get; private set; }

    public Instant? TermsAcceptedAt { get; private set; }

    public BookingId? BookingId { get; private set; }

    public SessionId? SessionId { get; private set; }

    public Instant? EndedAt { get; private set; }

    public bool IsLive => LiveClientId is not null;

    /// <summary>The provider's time behind an offer: the same offer always reaches the same hold.</summary>
    public static TimeHoldId HoldOf(PoolRequestId id, int offer) =>
        new(Ids.Derive("quickconnect", "time-hold", id.Value.ToString(), offer.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>What the client looks for.</summary>
internal sealed record PoolWishes(string Language, string Mode, string? Category, byte[] SealedWords);

/// <summary>What stands good for it, and until when it waits.</summary>
internal sealed record PoolTerms(CoverId CoverId, Money Price, Instant ExpiresAt);

/// <summary>This provider is not asked again: the client declined or let the time run out (QCP-04).</summary>
internal sealed class PoolPass
{
    public required PoolRequestId RequestId { get; init; }

    public required ProviderId ProviderId { get; init; }
}

/// <summary>
/// Whose cover this is: one row per cover, so that owning and disowning exclude each other by its key.
/// </summary>
internal sealed class PoolCoverClaim
{
    public required CoverId CoverId { get; init; }

    /// <summary>True when Wallet was told that nobody here knows the cover.</summary>
    public required bool Disowned { get; init; }
}

/// <summary>How a provider is there for the pool.</summary>
public enum PresenceMode
{
    /// <summary>In front of the desk.</summary>
    Online,

    /// <summary>Elsewhere, and reached by text message.</summary>
    OnCall,
}

/// <summary>Until when a provider is there.</summary>
internal sealed class Presence : AggregateRoot
{
    public required ProviderId ProviderId { get; init; }

    public PresenceMode Mode { get; set; }

    /// <summary>In the past when the provider went offline.</summary>
    public Instant Until { get; set; }

    /// <summary>When the last text message went, or null.</summary>
    public Instant? AlertedAt { get; set; }
}
