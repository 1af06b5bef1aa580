using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>The provider hears that a session was rated; the words are on the page alone (MKT-20).</summary>
[Consumer("notifications.tell-review-given", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnReviewGiven(Outgoing outgoing) : IReaction<ReviewGivenV1>
{
    public Task On(ReviewGivenV1 given, CancellationToken ct) =>
        outgoing.Tell(
            given.ProviderId.Person,
            MessageKind.ReviewGiven,
            new MessageFacts
            {
                Booking = given.BookingId,
                BookingNumber = given.BookingNumber,
                ToProvider = true,
            },
            ct
        );
}
