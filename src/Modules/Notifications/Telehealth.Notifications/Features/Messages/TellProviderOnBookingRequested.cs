using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>A provider hears of a direct request by mail, text message and in the app (MKT-11).</summary>
[Consumer("notifications.tell-request-received", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class TellProviderOnBookingRequested(Outgoing outgoing) : IReaction<BookingRequestedV1>
{
    public Task On(BookingRequestedV1 integrationEvent, CancellationToken ct) =>
        outgoing.Tell(
            integrationEvent.ProviderId.Person,
            MessageKind.RequestReceived,
            new MessageFacts
            {
                Request = integrationEvent.RequestId,
                Other = integrationEvent.ClientId,
                Times = integrationEvent.Times,
                DurationMinutes = integrationEvent.DurationMinutes,
                Mode = integrationEvent.Mode,
                Amount = integrationEvent.Price,
                Deadline = integrationEvent.Deadline,
                ToProvider = true,
            },
            ct
        );
}
