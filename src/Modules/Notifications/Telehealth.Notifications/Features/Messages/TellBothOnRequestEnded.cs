using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Who did not end the request themselves hears how it ended (MKT-12, MKT-13).</summary>
[Consumer("notifications.tell-request-ended", DeadLetterPolicy.Skip)]
internal sealed class TellBothOnRequestEnded(Outgoing outgoing) : IReaction<BookingRequestEndedV1>
{
    public async Task On(BookingRequestEndedV1 ended, CancellationToken ct)
    {
        var client = ended.ClientId;
        var provider = ended.ProviderId.Person;
        switch (ended.Ending)
        {
            case RequestEnding.Declined:
                await outgoing.Tell(client, MessageKind.RequestDeclined, Facts(ended, provider), ct);
                break;
            case RequestEnding.Withdrawn:
                await outgoing.Tell(provider, MessageKind.RequestWithdrawn, Facts(ended, client), ct);
                break;
            case RequestEnding.Expired:
                await outgoing.Tell(client, MessageKind.RequestExpired, Facts(ended, provider), ct);
                await outgoing.Tell(provider, MessageKind.RequestMissed, Facts(ended, client), ct);
                break;
            default:
                throw new InvalidOperationException($"Unknown ending {ended.Ending}.");
        }
    }

    private static MessageFacts Facts(BookingRequestEndedV1 ended, PersonId other) =>
        new()
        {
            Request = ended.RequestId,
            Other = other,
            ReasonCode = ended.ReasonCode,
        };
}
