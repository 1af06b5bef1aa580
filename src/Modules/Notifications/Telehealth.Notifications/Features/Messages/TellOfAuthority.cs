using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>
/// Whoever may do more or less than before hears of it, and so does every administrator but the one who did it.
/// </summary>
[Consumer("notifications.tell-authority-changed", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellOnAuthorityChanged(ISender sender, Outgoing outgoing) : IReaction<AuthorityChangedV1>
{
    private IReadOnlyList<PersonId> administrators = [];

    public async Task Prepare(AuthorityChangedV1 integrationEvent, CancellationToken ct) =>
        administrators = (await sender.Send(new ListRoleHolders(Roles.PlatformAdmin), ct)).Value;

    public async Task On(AuthorityChangedV1 integrationEvent, CancellationToken ct)
    {
        var facts = new MessageFacts { Change = CodeOf(integrationEvent.Change), Role = integrationEvent.Role };
        // The invitation tells of a new account; a proposal is the administrators' matter until it is approved.
        if (integrationEvent is { PersonId: { } whose, Change: var change } && ConcernsPerson(change))
        {
            var yours = facts with { Other = integrationEvent.By };
            await outgoing.Tell(whose, MessageKind.YourAccessChanged, yours, ct);
        }

        var told = administrators.Where(x => x != integrationEvent.By && x != integrationEvent.PersonId);
        foreach (var administrator in told)
        {
            var about = facts with { Other = integrationEvent.PersonId };
            await outgoing.Tell(administrator, MessageKind.AuthorityChanged, about, ct);
        }
    }

    private static bool ConcernsPerson(AuthorityChange change) =>
        change
            is AuthorityChange.RoleGranted
                or AuthorityChange.RoleTaken
                or AuthorityChange.Suspended
                or AuthorityChange.Reinstated;

    private static string CodeOf(AuthorityChange change) =>
        change switch
        {
            AuthorityChange.AccountCreated => "account-created",
            AuthorityChange.RoleGranted => "role-granted",
            AuthorityChange.RoleTaken => "role-taken",
            AuthorityChange.RoleProposed => "role-proposed",
            AuthorityChange.ProposalDeclined => "proposal-declined",
            AuthorityChange.Suspended => "suspended",
            AuthorityChange.Reinstated => "reinstated",
            AuthorityChange.PartnerCreated => "partner-created",
            AuthorityChange.PartnerRemoved => "partner-removed",
            _ => "keys-rotated",
        };
}

/// <summary>Every administrator hears that other terms are in force.</summary>
[Consumer("notifications.tell-policy-published", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellOnChannelPolicyPublished(ISender sender, Outgoing outgoing)
    : IReaction<ChannelPolicyPublishedV1>
{
    private IReadOnlyList<PersonId> administrators = [];

    public async Task Prepare(ChannelPolicyPublishedV1 integrationEvent, CancellationToken ct) =>
        administrators = (await sender.Send(new ListRoleHolders(Roles.PlatformAdmin), ct)).Value;

    public async Task On(ChannelPolicyPublishedV1 integrationEvent, CancellationToken ct)
    {
        var facts = new MessageFacts { Change = "policy-published" };
        foreach (var administrator in administrators.Where(x => x != integrationEvent.By))
        {
            await outgoing.Tell(administrator, MessageKind.AuthorityChanged, facts, ct);
        }
    }
}

/// <summary>Whose date of birth somebody corrected hears of it (ADR 38).</summary>
[Consumer("notifications.tell-birth-date-corrected", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellOnBirthDateCorrected(Outgoing outgoing) : IReaction<BirthDateCorrectedV1>
{
    public Task On(BirthDateCorrectedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(integrationEvent.PersonId, MessageKind.BirthDateCorrected, new MessageFacts(), ct);
}
