using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Who did not end the request themselves hears how it ended (MKT-12, MKT-13).</summary>
[Consumer("notifications.tell-request-ended", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellBothOnRequestEnded(Outgoing outgoing) : IReaction<BookingRequestEndedV1>
{
    public async Task On(BookingRequestEndedV1 ended, CancellationToken ct)
    {
        var client = ended.ClientId;
        if (ended.ProviderId is not { } asked)
        {
            await TellOfBroadcast(ended, ct);
            return;
        }

        var provider = asked.Person;
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

    // Those asked need not hear: a broadcast that ended is simply gone from their lists.
    private async Task TellOfBroadcast(BookingRequestEndedV1 ended, CancellationToken ct)
    {
        if (ended.Ending != RequestEnding.Withdrawn)
        {
            await outgoing.Tell(ended.ClientId, MessageKind.BroadcastEnded, Facts(ended, null), ct);
        }
    }

    private static MessageFacts Facts(BookingRequestEndedV1 ended, PersonId? other) =>
        new()
        {
            Request = ended.RequestId,
            Other = other,
            ReasonCode = ended.ReasonCode,
        };
}
