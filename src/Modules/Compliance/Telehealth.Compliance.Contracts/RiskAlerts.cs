using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Contracts;

/// <summary>
/// Somebody said that there is immediate risk, and this lead is the one to answer within five minutes (QCP-08).
/// Partition: the alert.
/// </summary>
/// <param name="AlertId">The alert.</param>
/// <param name="LeadId">Who is to answer it.</param>
[WireName("compliance.risk-alert-assigned.v1")]
public sealed record RiskAlertAssignedV1(ConcernId AlertId, PersonId LeadId) : IIntegrationEvent;

/// <summary>
/// Nobody on shift answered an alert, or nobody is on shift: every lead and operations are told, every five minutes,
/// until somebody acknowledges it (QCP-08). Partition: the alert.
/// </summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Times">How often everybody was told.</param>
[WireName("compliance.risk-alert-unanswered.v1")]
public sealed record RiskAlertUnansweredV1(ConcernId AlertId, int Times) : IIntegrationEvent;

/// <summary>
/// Whether anybody of the safeguarding team is on shift now, to be said beside the emergency numbers.
/// </summary>
[InternalRequest]
public sealed record GetSafeguardingShift : IQuery<SafeguardingShift>;

/// <summary>Whether anybody of the safeguarding team is on shift now.</summary>
/// <param name="Staffed">True when at least one lead is.</param>
public sealed record SafeguardingShift(bool Staffed);
