using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Contracts;

/// <summary>
/// A safeguarding concern arrived: every safeguarding lead is told, without a word of it (COM-05). Partition: the case.
/// </summary>
/// <param name="CaseId">The case.</param>
[WireName("compliance.concern-raised.v1")]
public sealed record ConcernRaisedV1(Guid CaseId) : IIntegrationEvent;

/// <summary>
/// Nobody took the next step of a case in time: every safeguarding lead is told, until somebody acts (COM-06).
/// Partition: the case.
/// </summary>
/// <param name="CaseId">The case.</param>
/// <param name="Times">How often it was told for this step.</param>
[WireName("compliance.case-overdue.v1")]
public sealed record CaseOverdueV1(Guid CaseId, int Times) : IIntegrationEvent;

/// <summary>
/// Follows the audit's chain of hashes from its first line to its last (COM-09). Keep the last hash somewhere outside
/// the database now and then: it shows that nothing up to there was ever written anew.
/// </summary>
[Needs("compliance.audit.verify")]
public sealed record VerifyAudit : IQuery<AuditVerification>;

/// <summary>Whether the audit is as it was written.</summary>
/// <param name="Ok">True when no line was changed, taken out, put in or moved.</param>
/// <param name="Lines">How many lines are in order from the first on.</param>
/// <param name="FirstBadLine">The first line that is not as it was written, or null.</param>
/// <param name="Hash">The hash of the last line in order.</param>
public sealed record AuditVerification(bool Ok, long Lines, long? FirstBadLine, string Hash);
