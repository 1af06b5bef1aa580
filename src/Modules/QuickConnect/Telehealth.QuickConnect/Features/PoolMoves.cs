using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features;

/// <summary>
/// The moves of a request that more than one slice makes, in the open transaction. Each is a conditional update and
/// answers false when the request was not there any more.
/// </summary>
internal sealed class PoolMoves(QuickConnectDbContext db, IWork work)
{
    /// <summary>
    /// Back into the pool with its age; once declined, without the provider whose offer it was (QCP-04).
    /// </summary>
    public async Task<bool> PutBack(
        PoolRequest request,
        Expression<Func<PoolRequest, bool>> still,
        CancellationToken ct,
        bool declined = true
    )
    {
        var moved = await db
            .Requests.Where(x => x.Sequence == request.Sequence)
            .Where(still)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, PoolRequestState.Waiting)
                        .SetProperty(x => x.HeldProviderId, (ProviderId?)null)
                        .SetProperty(x => x.ProviderId, (ProviderId?)null)
                        .SetProperty(x => x.OfferEndsAt, (Instant?)null)
                        .SetProperty(x => x.StartsAt, (Instant?)null)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (moved == 0)
        {
            return false;
        }

        var provider = request.ProviderId!.Value;
        if (declined && !await db.Passes.AnyAsync(x => x.RequestId == request.Id && x.ProviderId == provider, ct))
        {
            db.Passes.Add(new PoolPass { RequestId = request.Id, ProviderId = provider });
        }

        FreeTime(request.Id, request.Offer);
        await Say(request, PoolRequestState.Waiting, provider, ct);
        return true;
    }

    /// <summary>Ends it without a session: words gone, cover released by the event.</summary>
    public async Task<bool> End(
        PoolRequest request,
        PoolRequestState state,
        Expression<Func<PoolRequest, bool>> still,
        Instant now,
        CancellationToken ct
    )
    {
        var ended = await db
            .Requests.Where(x => x.Sequence == request.Sequence)
            .Where(still)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, state)
                        .SetProperty(x => x.LiveClientId, (PersonId?)null)
                        .SetProperty(x => x.HeldProviderId, (ProviderId?)null)
                        .SetProperty(x => x.SealedWords, (byte[]?)null)
                        .SetProperty(x => x.EndedAt, now)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (ended == 0)
        {
            return false;
        }

        // As it stands now: somebody may have accepted since the request was read.
        var offer = await db.Requests.Where(x => x.Sequence == request.Sequence).Select(x => x.Offer).FirstAsync(ct);
        if (offer > 0)
        {
            FreeTime(request.Id, offer);
        }

        var version = await VersionOf(request, ct);
        work.Publish(
            new PoolRequestEndedV1(request.Id, request.ClientId, request.CoverId, state),
            PartitionOf(request.Id),
            version
        );
        return true;
    }

    /// <summary>The time set aside for an offer is not needed any more.</summary>
    public void FreeTime(PoolRequestId id, int offer)
    {
        var hold = PoolRequest.HoldOf(id, offer);
        work.Publish(new PoolTimeFreedV1(hold), $"time-hold:{hold}", version: 1);
    }

    public async Task Say(PoolRequest request, PoolRequestState state, ProviderId? provider, CancellationToken ct) =>
        work.Publish(
            new PoolRequestMovedV1(request.Id, state, provider),
            PartitionOf(request.Id),
            await VersionOf(request, ct)
        );

    public static string PartitionOf(PoolRequestId id) => $"pool-request:{id}";

    private Task<long> VersionOf(PoolRequest request, CancellationToken ct) =>
        db.Requests.Where(x => x.Sequence == request.Sequence).Select(x => x.Version).FirstAsync(ct);
}
