using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Contracts;

/// <summary>
/// A partner's visit is over and nobody marked what became of it: its provider is asked, daily, until it is known
/// (HUB-16). Partition: the visit.
/// </summary>
/// <param name="BookingId">The booking.</param>
/// <param name="ProviderId">Who marks it.</param>
/// <param name="StartedAt">The scheduled start.</param>
[WireName("hubs.outcome-missing.v1")]
public sealed record OutcomeMissingV1(BookingId BookingId, ProviderId ProviderId, Instant StartedAt)
    : IIntegrationEvent;
