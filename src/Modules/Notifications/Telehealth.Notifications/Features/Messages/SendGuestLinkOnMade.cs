using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Who has no login gets the fresh link asked for, by every way there is (HUB-09).</summary>
[Consumer("notifications.send-guest-link", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class SendGuestLinkOnMade(Outgoing outgoing) : IReaction<GuestLinkMadeV1>
{
    public Task On(GuestLinkMadeV1 made, CancellationToken ct) =>
        outgoing.Tell(
            made.ClientId,
            MessageKind.GuestLink,
            new MessageFacts { Session = made.SessionId, Booking = made.BookingId },
            ct
        );
}
