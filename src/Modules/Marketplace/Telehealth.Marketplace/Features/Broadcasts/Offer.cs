using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Broadcasts;

/// <summary>
/// A request as one provider may take it: its own terms where everybody who fits was asked, the request's otherwise.
/// </summary>
internal sealed record Offer(BookingRequest Request, Candidate? Candidate)
{
    public ProviderId ProviderId => Candidate?.ProviderId ?? Request.ProviderId!.Value;

    public ServiceId? ServiceId => Candidate is null ? Request.ServiceId : Candidate.ServiceId;

    public string ServiceName => Candidate?.ServiceName ?? Request.ServiceName;

    public Money Price => Candidate?.Price ?? Request.Price;

    public string PolicyId => Candidate?.PolicyId ?? Request.PolicyId;

    public int PolicyVersion => Candidate?.PolicyVersion ?? Request.PolicyVersion;

    public SlotShape Shape =>
        Candidate is null
            ? Request.Shape
            : new(Request.DurationMinutes, Candidate.BufferBeforeMinutes, Candidate.BufferAfterMinutes);

    /// <summary>Until a broadcast is taken its client is known by the first name alone.</summary>
    public string NameFor(string clientName) =>
        Request is { IsBroadcast: true, State: not BookingRequestState.Accepted }
            ? clientName.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? clientName
            : clientName;

    /// <summary>A broadcast that is no longer open belongs to whom took it: for the others it disappears.</summary>
    public bool IsGoneFor(ProviderId provider) =>
        Request.IsBroadcast && Request.State != BookingRequestState.Open && Request.ProviderId != provider;

    /// <summary>An attempt carries whom it is for, so that whatever takes it up books the same.</summary>
    public void Fix(UpdateSettersBuilder<BookingRequest> set)
    {
        if (Candidate is { } candidate)
        {
            set.SetProperty(x => x.ProviderId, candidate.ProviderId)
                .SetProperty(x => x.ServiceId, candidate.ServiceId)
                .SetProperty(x => x.ServiceName, candidate.ServiceName)
                .SetProperty(x => x.BufferBeforeMinutes, candidate.BufferBeforeMinutes)
                .SetProperty(x => x.BufferAfterMinutes, candidate.BufferAfterMinutes)
                .SetProperty(x => x.PriceMinor, candidate.PriceMinor)
                .SetProperty(x => x.PolicyId, candidate.PolicyId)
                .SetProperty(x => x.PolicyVersion, candidate.PolicyVersion)
                .SetProperty(x => x.ProviderZone, candidate.ProviderZone);
        }
    }
}

/// <summary>What a provider was asked, directly or among others.</summary>
internal sealed class Offers(MarketplaceDbContext db)
{
    /// <summary>The request with its times, if this provider was ever asked; one it declined is none.</summary>
    public async Task<Offer?> Find(BookingRequestId id, ProviderId provider, CancellationToken ct)
    {
        var request = await db
            .Requests.AsNoTracking()
            .Include(x => x.Times)
            .FirstOrDefaultAsync(x => x.Id == id && (x.Category != null || x.ProviderId == provider), ct);
        if (request is null or { IsBroadcast: false })
        {
            return request is null ? null : new Offer(request, null);
        }

        var candidate = await db
            .Candidates.AsNoTracking()
            .FirstOrDefaultAsync(x => x.RequestId == id && x.ProviderId == provider && x.DeclinedAt == null, ct);
        return candidate is null ? null : new Offer(request, candidate);
    }

    /// <summary>What waits for this provider's answer.</summary>
    public IQueryable<BookingRequest> Waiting(ProviderId provider, Instant now) =>
        db.Requests.Where(x =>
            x.State == BookingRequestState.Open
            && x.Deadline > now
            && (
                x.ProviderId == provider
                || db.Candidates.Any(c => c.RequestId == x.Id && c.ProviderId == provider && c.DeclinedAt == null)
            )
        );

    public async Task<IReadOnlyList<Offer>> Of(
        ProviderId provider,
        IReadOnlyList<BookingRequest> requests,
        CancellationToken ct
    )
    {
        var ids = requests.Where(x => x.IsBroadcast).Select(x => x.Id).ToList();
        var mine = await db
            .Candidates.AsNoTracking()
            .Where(x => ids.Contains(x.RequestId) && x.ProviderId == provider)
            .ToDictionaryAsync(x => x.RequestId, ct);
        return [.. requests.Select(x => new Offer(x, mine.GetValueOrDefault(x.Id)))];
    }
}
