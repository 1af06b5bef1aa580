using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Compliance.Contracts;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Tells everybody who holds a role, that something waits, and nothing of what it is.</summary>
internal sealed class TeamOutgoing(ISender sender, Outgoing outgoing)
{
    private IReadOnlyList<PersonId> team = [];

    public async Task Find(string role, CancellationToken ct) =>
        team = (await sender.Send(new ListRoleHolders(role), ct)).Value;

    public async Task Tell(MessageKind kind, CancellationToken ct)
    {
        foreach (var person in team)
        {
            await outgoing.Tell(person, kind, new MessageFacts(), ct);
        }
    }
}

/// <summary>Every safeguarding lead hears of a new concern (COM-05).</summary>
[Consumer("notifications.tell-concern-raised", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class TellLeadsOnConcernRaised(TeamOutgoing team) : IReaction<ConcernRaisedV1>
{
    public Task Prepare(ConcernRaisedV1 integrationEvent, CancellationToken ct) =>
        team.Find(Roles.SafeguardingLead, ct);

    public Task On(ConcernRaisedV1 integrationEvent, CancellationToken ct) => team.Tell(MessageKind.ConcernRaised, ct);
}

/// <summary>Every safeguarding lead hears that nobody acted in time (COM-06).</summary>
[Consumer("notifications.tell-case-overdue", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class TellLeadsOnCaseOverdue(TeamOutgoing team) : IReaction<CaseOverdueV1>
{
    public Task Prepare(CaseOverdueV1 integrationEvent, CancellationToken ct) => team.Find(Roles.SafeguardingLead, ct);

    public Task On(CaseOverdueV1 integrationEvent, CancellationToken ct) => team.Tell(MessageKind.CaseOverdue, ct);
}

/// <summary>Every reviewer hears of a consent to look at again (COM-04).</summary>
[Consumer("notifications.tell-consent-review", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellReviewersOnConsentReviewDue(TeamOutgoing team) : IReaction<ConsentReviewDueV1>
{
    public Task Prepare(ConsentReviewDueV1 integrationEvent, CancellationToken ct) =>
        team.Find(Roles.ComplianceReviewer, ct);

    public Task On(ConsentReviewDueV1 integrationEvent, CancellationToken ct) =>
        team.Tell(MessageKind.ConsentReview, ct);
}

/// <summary>The lead who is to answer an alert of immediate risk (QCP-08).</summary>
[Consumer("notifications.tell-risk-alert", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class TellLeadOnRiskAlertAssigned(Outgoing outgoing) : IReaction<RiskAlertAssignedV1>
{
    public Task On(RiskAlertAssignedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.LeadId,
            MessageKind.RiskAlert,
            new MessageFacts { Alert = integrationEvent.AlertId },
            ct
        );
}

/// <summary>Every lead, and operations who can phone them, hear that nobody answered an alert (QCP-08).</summary>
[Consumer("notifications.tell-risk-alert-unanswered", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class TellAllOnRiskAlertUnanswered(ISender sender, Outgoing outgoing) : IReaction<RiskAlertUnansweredV1>
{
    private IReadOnlyList<PersonId> leads = [];
    private IReadOnlyList<PersonId> operations = [];

    public async Task Prepare(RiskAlertUnansweredV1 integrationEvent, CancellationToken ct)
    {
        leads = (await sender.Send(new ListRoleHolders(Roles.SafeguardingLead), ct)).Value;
        operations = (await sender.Send(new ListRoleHolders(Roles.Operations), ct)).Value;
    }

    public async Task On(RiskAlertUnansweredV1 integrationEvent, CancellationToken ct)
    {
        var facts = new MessageFacts { Alert = integrationEvent.AlertId };
        foreach (var lead in leads)
        {
            await outgoing.Tell(lead, MessageKind.RiskAlertUnanswered, facts, ct);
        }

        foreach (var person in operations.Except(leads))
        {
            await outgoing.Tell(person, MessageKind.RiskAlertForOperations, facts, ct);
        }
    }
}

/// <summary>Operations, who can phone a lead, hear that a message about a case did not reach one (COM-06).</summary>
[Consumer("notifications.tell-team-unreached", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class TellOperationsOnTeamUnreached(TeamOutgoing team) : IReaction<TeamUnreachedV1>
{
    public Task Prepare(TeamUnreachedV1 integrationEvent, CancellationToken ct) => team.Find(Roles.Operations, ct);

    public Task On(TeamUnreachedV1 integrationEvent, CancellationToken ct) => team.Tell(MessageKind.TeamUnreached, ct);
}
