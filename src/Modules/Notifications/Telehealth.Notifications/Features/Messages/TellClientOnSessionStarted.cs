using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The client hears that the session is about to start (SES-04).</summary>
[Consumer("notifications.tell-session-starting", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class TellClientOnSessionStarted(Outgoing outgoing) : IReaction<SessionStartedV1>
{
    public Task On(SessionStartedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ClientId,
            MessageKind.SessionStarting,
            new MessageFacts { Session = integrationEvent.SessionId, Booking = integrationEvent.BookingId },
            ct
        );
}
