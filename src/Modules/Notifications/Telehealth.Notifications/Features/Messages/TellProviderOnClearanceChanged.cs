using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Compliance.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>A provider learns whether it is listed (MKT-02).</summary>
[Consumer("notifications.tell-clearance", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnClearanceChanged(Outgoing outgoing) : IReaction<ClearanceChangedV1>
{
    public Task On(ClearanceChangedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            integrationEvent.Cleared ? MessageKind.ClearanceGranted : MessageKind.ClearanceLost,
            new MessageFacts(),
            ct
        );
}
