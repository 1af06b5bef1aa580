using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>A provider who is there hears by text message that somebody waits in the pool (QCP-02).</summary>
[Consumer("notifications.tell-provider-wanted", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class TellProviderOnWanted(Outgoing outgoing) : IReaction<ProviderWantedV1>
{
    public Task On(ProviderWantedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.PoolWaiting,
            new MessageFacts { ToProvider = true },
            ct
        );
}
