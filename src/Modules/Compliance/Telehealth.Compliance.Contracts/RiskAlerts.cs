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
/// A message about a case did not reach a safeguarding lead: operations, who can phone one, are told (COM-06).
/// Partition: the message's cause.
/// </summary>
/// <param name="CauseId">What the lead was to be told of.</param>
[WireName("compliance.team-unreached.v1")]
public sealed record TeamUnreachedV1(Guid CauseId) : IIntegrationEvent;

/// <summary>
/// What became of a try to reach a safeguarding lead. One that failed passes the alert on to the next lead at once and
/// is shown in red to the team, until a later try reaches the lead (QCP-08).
/// </summary>
/// <param name="MessageId">The message: one person, one way.</param>
/// <param name="CauseId">The event it is because of; the same for all who hear of it.</param>
/// <param name="To">Whom it was to reach.</param>
/// <param name="ByText">True for a text message, false for a mail.</param>
/// <param name="AlertId">The alert it is about; null when it is about a case.</param>
/// <param name="Failure">Why it did not go out: a code, no personal data. Null when it did.</param>
[InternalRequest]
public sealed record ReportTeamMessage(
    Guid MessageId,
    Guid CauseId,
    PersonId To,
    bool ByText,
    ConcernId? AlertId,
    string? Failure
) : ICommand<Done>;

/// <summary>
/// Whether anybody of the safeguarding team is on shift now, to be said beside the emergency numbers.
/// </summary>
[InternalRequest]
public sealed record GetSafeguardingShift : IQuery<SafeguardingShift>;

/// <summary>Whether anybody of the safeguarding team is on shift now.</summary>
/// <param name="Staffed">True when at least one lead is.</param>
public sealed record SafeguardingShift(bool Staffed);
