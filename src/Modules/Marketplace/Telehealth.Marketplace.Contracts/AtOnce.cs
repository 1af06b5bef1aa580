using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Contracts;

/// <summary>
/// Publishes a version of a channel's policy for the module that runs the channel (commands.md, "Channel policy"). The
/// same version again changes nothing; the same version with other terms is <c>marketplace.policy-immutable</c>.
/// </summary>
/// <param name="Policy">The version.</param>
[InternalRequest]
public sealed record PublishChannelPolicy(ChannelPolicy Policy) : ICommand<Done>;

/// <summary>
/// Books a time at once, without asking the provider: cover reserved and confirmed, slots claimed, in the same three
/// steps and with the same healing as an acceptance (MKT-10). The newest version of the channel's policy applies.
/// </summary>
/// <remarks>
/// Errors: <c>marketplace.slot-taken</c> (409), <c>marketplace.client-booked</c> (409, a credit pays for another
/// session then), <c>marketplace.provider-not-bookable</c>, <c>marketplace.too-soon</c>,
/// <c>marketplace.outside-calendar</c>, those of the cover such as <c>wallet.insufficient-funds</c>, and those of
/// <c>MayBook</c>. Idempotent by the sender's key.
/// </remarks>
/// <param name="RequestId">Derived by the caller, so that a retry reaches the same booking.</param>
/// <param name="ClientId">Who is booked for.</param>
/// <param name="ProviderId">The provider.</param>
/// <param name="Channel">
/// Policy and visibility in one word: <c>hub.…</c>, <c>partner.…</c>, <c>quick-connect</c>, <c>marketplace.private</c>.
/// </param>
/// <param name="Session">What is booked.</param>
/// <param name="StartsAt">The start, on the five-minute grid.</param>
/// <param name="Funding">What pays.</param>
/// <param name="OpensTime">
/// True when the provider itself opens this time by what it just did (MKT-05: online for the pool); claims still hold.
/// </param>
/// <param name="ServiceId">The provider's own service, when it is one of those.</param>
/// <param name="Held">A cover the sender holds already; null lets the booking reserve its own.</param>
/// <param name="HeldTime">The sender's <see cref="HoldTime"/> of this time, which the booking takes over.</param>
[InternalRequest]
public sealed record BookAtOnce(
    BookingRequestId RequestId,
    PersonId ClientId,
    ProviderId ProviderId,
    string Channel,
    SessionShape Session,
    Instant StartsAt,
    CoverFunding Funding,
    bool OpensTime = false,
    ServiceId? ServiceId = null,
    HeldCover? Held = null,
    TimeHoldId? HeldTime = null
) : ICommand<BookedAtOnce>, IResumable;

/// <summary>
/// Keeps a provider's time, buffers included, while somebody still decides: nobody else can book it (QCP-03). It ends
/// when a booking takes it over, when whoever holds it lets it go, or at the latest by itself.
/// </summary>
/// <remarks>
/// Errors: <c>marketplace.slot-taken</c> (409), <c>marketplace.provider-not-bookable</c> (422). Idempotent by the id.
/// </remarks>
/// <param name="Id">Derived by the sender.</param>
/// <param name="ProviderId">Whose time.</param>
/// <param name="Session">What it is kept for.</param>
/// <param name="StartsAt">The start, on the five-minute grid.</param>
/// <param name="Until">When it lapses by itself.</param>
[InternalRequest]
public sealed record HoldTime(
    TimeHoldId Id,
    ProviderId ProviderId,
    SessionShape Session,
    Instant StartsAt,
    Instant Until
) : ICommand<Done>;

/// <summary>
/// A cover the sender reserved and answers for until the booking stands: from then on it is the booking's. When the
/// booking fails, only its confirmation is given back; the cover stays the sender's, for a further attempt.
/// </summary>
/// <param name="CoverId">The reserved cover, of exactly the session's price.</param>
/// <param name="Attempt">From 1; higher with every booking that is tried on this cover (commands.md, "Cover").</param>
public sealed record HeldCover(CoverId CoverId, int Attempt);

/// <summary>What a session on a channel is, where the channel and not the provider says so.</summary>
/// <param name="ServiceName">Neutral name as printed on documents.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="DurationMinutes">Length.</param>
/// <param name="BufferAfterMinutes">Kept free behind it.</param>
/// <param name="Price">What it costs whoever pays; the provider's take-home follows the policy.</param>
/// <param name="BufferBeforeMinutes">Kept free before it.</param>
public sealed record SessionShape(
    string ServiceName,
    string Mode,
    int DurationMinutes,
    int BufferAfterMinutes,
    Money Price,
    int BufferBeforeMinutes = 0
);

/// <summary>A booking made at once.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Number">Its human-readable number.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End.</param>
public sealed record BookedAtOnce(BookingId BookingId, string Number, Instant StartsAt, Instant EndsAt);

/// <summary>Free starts of a provider that a channel sees; at most 31 days.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Session">What is to be booked.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
[InternalRequest]
public sealed record ListChannelSlots(
    ProviderId ProviderId,
    string Channel,
    SessionShape Session,
    Instant From,
    Instant To
) : IQuery<IReadOnlyList<Instant>>;

/// <summary>
/// Which of these providers could take a session at this start: cleared, nothing claimed and, unless the time is opened
/// by the provider itself, open on the channel.
/// </summary>
/// <param name="Among">The providers asked about; at most 1000.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Session">What is to be booked.</param>
/// <param name="StartsAt">The start.</param>
/// <param name="OpensTime">True when being asked opens the time (quick connect).</param>
/// <param name="PastHolds">True looks past time that is only held: the asker knows nobody needs it any more.</param>
[InternalRequest]
public sealed record FindFree(
    IReadOnlyList<ProviderId> Among,
    string Channel,
    SessionShape Session,
    Instant StartsAt,
    bool OpensTime = false,
    bool PastHolds = false
) : IQuery<IReadOnlyList<ProviderId>>;

/// <summary>How providers look to somebody who chooses: for pages and offers of other modules.</summary>
/// <param name="Ids">At most 200.</param>
[InternalRequest]
public sealed record ListProviderCards(IReadOnlyList<ProviderId> Ids) : IQuery<IReadOnlyList<ProviderCard>>;

/// <summary>How a provider looks to somebody who chooses.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="DisplayName">As listed.</param>
/// <param name="Bio">In its own words.</param>
/// <param name="Category">Primary category.</param>
/// <param name="Languages">BCP 47.</param>
/// <param name="Specialties">Topics.</param>
/// <param name="Modes">video, phone, in-person.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="PhotoPath">On the public origin, or null.</param>
/// <param name="Rating">Average of 1 to 5, or null while there is none.</param>
/// <param name="Listed">Cleared and complete.</param>
public sealed record ProviderCard(
    ProviderId ProviderId,
    string DisplayName,
    string Bio,
    string Category,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Modes,
    string TimeZone,
    string? PhotoPath,
    decimal? Rating,
    bool Listed
);

/// <summary>
/// A provider may (or may no longer) show open time on a channel: its calendar accepts the channel's name, and losing
/// it takes its free slots off that channel at once (MKT-07).
/// </summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Open">Joined or left.</param>
[InternalRequest]
public sealed record SetChannelAccess(ProviderId ProviderId, string Channel, bool Open) : ICommand<Done>;
