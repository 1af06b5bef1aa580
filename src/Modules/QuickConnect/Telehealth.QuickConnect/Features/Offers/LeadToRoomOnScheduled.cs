using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.QuickConnect.Features.Offers;

/// <summary>
/// The session is there: from now on both are led to its room (QCP-05). It may come before the join is settled here, so
/// the request is found by who meets when.
/// </summary>
[Consumer("quickconnect.lead-to-room", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class LeadToRoomOnScheduled(QuickConnectDbContext db) : IReaction<SessionScheduledV1>
{
    public Task On(SessionScheduledV1 integrationEvent, CancellationToken ct)
    {
        var session = integrationEvent.SessionId;
        var provider = integrationEvent.ProviderId;
        return db
            .Requests.Where(x => x.ClientId == integrationEvent.ClientId && x.ProviderId == provider)
            .Where(x => x.State == PoolRequestState.Joining || x.State == PoolRequestState.Joined)
            .Where(x => x.StartsAt == integrationEvent.StartsAt && x.SessionId == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.SessionId, session).SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
    }
}
