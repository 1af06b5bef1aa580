using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>
/// The client hears that a session counts as not held, by whose absence or through a failed line, and what becomes of
/// what was set aside: whoever was marked by mistake can then say so.
/// </summary>
[Consumer("notifications.tell-session-missed", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellClientOnSessionMissed(Outgoing outgoing) : IReaction<SessionMissedV1>
{
    public Task On(SessionMissedV1 missed, CancellationToken ct) =>
        outgoing.Tell(
            missed.ClientId,
            MessageKind.SessionMissed,
            new MessageFacts
            {
                Booking = missed.BookingId,
                BookingNumber = missed.BookingNumber,
                Other = missed.ProviderId.Person,
                StartsAt = missed.StartedAt,
                ReasonCode = $"missed-by-{missed.By}".ToLowerInvariant(),
            },
            ct
        );
}
