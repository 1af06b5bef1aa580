using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Contracts;

/// <summary>Whether a provider may be listed and booked (MKT-02).</summary>
/// <param name="ProviderId">The provider.</param>
[InternalRequest]
public sealed record GetClearance(ProviderId ProviderId) : IQuery<Clearance>;

/// <summary>Whether a provider may be listed and booked.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Cleared">True while documents are in order and nothing is suspended.</param>
/// <param name="Version">Raised by every decision; a lower one is out of date.</param>
public sealed record Clearance(ProviderId ProviderId, bool Cleared, long Version);

/// <summary>
/// A provider gained or lost clearance; losing it unlists at once and flags future bookings (MKT-02).
/// </summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Cleared">The new state.</param>
/// <param name="Version">Raised by every decision; a lower one is out of date.</param>
[WireName("compliance.clearance-changed.v1")]
public sealed record ClearanceChangedV1(ProviderId ProviderId, bool Cleared, long Version) : IIntegrationEvent;
