using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>Ends an open request; the event releases its cover. An attempt in flight is left alone.</summary>
internal sealed class RequestEnd(MarketplaceDbContext db, IWork work)
{
    /// <summary>In the open transaction; false when the request was not open any more.</summary>
    public async Task<bool> End(
        BookingRequest request,
        RequestEnding ending,
        string? reason,
        Instant now,
        CancellationToken ct
    )
    {
        var state = ending switch
        {
            RequestEnding.Declined => BookingRequestState.Declined,
            RequestEnding.Expired => BookingRequestState.Expired,
            _ => BookingRequestState.Withdrawn,
        };
        var ended = await db
            .Requests.Where(x => x.Id == request.Id && x.State == BookingRequestState.Open)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, state)
                        .SetProperty(x => x.DeclineReason, reason)
                        .SetProperty(x => x.EndedAt, now)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (ended == 0)
        {
            return false;
        }

        var version = await db.Requests.Where(x => x.Id == request.Id).Select(x => x.Version).FirstAsync(ct);
        work.Publish(
            new BookingRequestEndedV1(
                request.Id,
                request.IsBroadcast ? null : request.ProviderId,
                request.ClientId,
                request.CoverId,
                ending,
                reason
            ),
            $"request:{request.Id}",
            version
        );
        return true;
    }
}
