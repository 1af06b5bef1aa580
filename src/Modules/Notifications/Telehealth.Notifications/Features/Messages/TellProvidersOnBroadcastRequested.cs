using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Everybody a broadcast asks hears of it by mail, text message and in the app (MKT-11).</summary>
[Consumer("notifications.tell-broadcast-received", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class TellProvidersOnBroadcastRequested(Outgoing outgoing) : IReaction<BroadcastRequestedV1>
{
    public async Task On(BroadcastRequestedV1 integrationEvent, CancellationToken ct)
    {
        foreach (var candidate in integrationEvent.Candidates)
        {
            // Not who asks: most of those asked will never meet the client.
            var facts = new MessageFacts
            {
                Request = integrationEvent.RequestId,
                Times = integrationEvent.Times,
                DurationMinutes = integrationEvent.DurationMinutes,
                Mode = integrationEvent.Mode,
                Amount = candidate.Price,
                Deadline = integrationEvent.Deadline,
                ToProvider = true,
            };
            await outgoing.Tell(candidate.ProviderId.Person, MessageKind.BroadcastReceived, facts, ct);
        }
    }
}
