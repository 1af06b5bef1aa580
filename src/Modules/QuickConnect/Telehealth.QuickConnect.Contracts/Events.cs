using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.QuickConnect.Contracts;

/// <summary>A client wants to talk now; the first block is paid for (QCP-01). Partition: the request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="ExpiresAt">Until when it waits.</param>
[WireName("quickconnect.request-placed.v1")]
public sealed record PoolRequestPlacedV1(PoolRequestId RequestId, Instant ExpiresAt) : IIntegrationEvent;

/// <summary>Where a request can stand.</summary>
public enum PoolRequestState
{
    /// <summary>In the pool, for matching providers to see.</summary>
    Waiting,

    /// <summary>A provider accepted first; its time is being set aside.</summary>
    Accepting,

    /// <summary>A provider accepted first; the client decides.</summary>
    Offered,

    /// <summary>The client accepted; the session is being booked.</summary>
    Joining,

    /// <summary>Booked: both are led to the room.</summary>
    Joined,

    /// <summary>Nobody came in time (QCP-06).</summary>
    Expired,

    /// <summary>The client took it back.</summary>
    Cancelled,

    /// <summary>The money set aside was gone when it was needed.</summary>
    Failed,
}

/// <summary>A request moved on within the pool. Partition: the request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="ProviderId">Whose offer it is about, or null.</param>
[WireName("quickconnect.request-moved.v1")]
public sealed record PoolRequestMovedV1(PoolRequestId RequestId, PoolRequestState State, ProviderId? ProviderId)
    : IIntegrationEvent;

/// <summary>A request ended without a session; its cover is released whole. Partition: the request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="ClientId">Who asked.</param>
/// <param name="CoverId">The cover to release.</param>
/// <param name="State">Expired, cancelled or failed.</param>
[WireName("quickconnect.request-ended.v1")]
public sealed record PoolRequestEndedV1(
    PoolRequestId RequestId,
    PersonId ClientId,
    CoverId CoverId,
    PoolRequestState State
) : IIntegrationEvent;

/// <summary>
/// A cover was reserved, but the request it was for never came to be: release it. Partition: the cover.
/// </summary>
/// <param name="CoverId">The cover.</param>
[WireName("quickconnect.cover-unused.v1")]
public sealed record PoolCoverUnusedV1(CoverId CoverId) : IIntegrationEvent;

/// <summary>
/// The time set aside for an offer is not needed any more. A booking has taken it over already when there is one.
/// Partition: the hold.
/// </summary>
/// <param name="HoldId">The hold.</param>
[WireName("quickconnect.time-freed.v1")]
public sealed record PoolTimeFreedV1(TimeHoldId HoldId) : IIntegrationEvent;

/// <summary>
/// A provider who is there could help somebody who waits: a text message is due (QCP-02). Rate and quiet hours are
/// seen to. Partition: the provider.
/// </summary>
/// <param name="RequestId">The request.</param>
/// <param name="ProviderId">Whom to tell.</param>
[WireName("quickconnect.provider-wanted.v1")]
public sealed record ProviderWantedV1(PoolRequestId RequestId, ProviderId ProviderId) : IIntegrationEvent;

/// <summary>
/// Somebody signed in said that there is immediate risk and was shown whom to call (QCP-08). The safeguarding team
/// takes it from here. Partition: the alert.
/// </summary>
/// <param name="AlertId">The alert.</param>
/// <param name="PersonId">Who said so.</param>
/// <param name="Country">Whose numbers were shown; ISO 3166-1 alpha-2.</param>
/// <param name="ReportedAt">When.</param>
[WireName("quickconnect.immediate-risk-reported.v1")]
public sealed record ImmediateRiskReportedV1(ConcernId AlertId, PersonId PersonId, string Country, Instant ReportedAt)
    : IIntegrationEvent;
