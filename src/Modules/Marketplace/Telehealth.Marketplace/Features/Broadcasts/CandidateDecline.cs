using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Broadcasts;

/// <summary>One of those asked says no (MKT-12); with the last one the broadcast ends.</summary>
internal sealed class CandidateDecline(MarketplaceDbContext db, RequestEnd end)
{
    /// <summary>
    /// In the open transaction; false when there is nothing to decline any more, and then it must roll back.
    /// </summary>
    public async Task<bool> Decline(
        BookingRequest request,
        Candidate candidate,
        string reason,
        Instant now,
        CancellationToken ct
    )
    {
        var said = await db
            .Candidates.Where(x =>
                x.RequestId == candidate.RequestId && x.ProviderId == candidate.ProviderId && x.DeclinedAt == null
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.DeclinedAt, now).SetProperty(x => x.DeclineReason, reason),
                ct
            );
        // Counted in the request's own row: two who say no at once meet there, and the second one sees that it is last.
        var counted = await db
            .Requests.Where(x => x.Id == request.Id && x.State == BookingRequestState.Open)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.Unanswered, x => x.Unanswered - 1)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (said == 0 || counted == 0)
        {
            return false;
        }

        var left = await db.Requests.Where(x => x.Id == request.Id).Select(x => x.Unanswered).FirstAsync(ct);
        return left > 0 || await end.End(request, RequestEnding.Declined, null, now, ct);
    }
}
