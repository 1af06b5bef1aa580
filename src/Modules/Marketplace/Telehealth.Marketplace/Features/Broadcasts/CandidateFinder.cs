using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Broadcasts;

/// <summary>What a client asks everybody for.</summary>
internal sealed record BroadcastWish(
    string Category,
    string Mode,
    int DurationMinutes,
    IReadOnlyList<Instant> Times,
    Money Ceiling,
    IReadOnlyList<string> Languages,
    string? Note
);

/// <summary>Whom a broadcast is relevant to (MKT-11).</summary>
internal sealed class CandidateFinder(
    MarketplaceDbContext db,
    PublishedChannels channels,
    IOptions<MarketplaceOptions> options
)
{
    /// <summary>
    /// Listed and cleared providers with a fitting service at or below the limit that can take at least one of the
    /// times; each once, with the lowest of its prices. With the policy of every channel they sell through.
    /// </summary>
    public async Task<(IReadOnlyList<CandidateTerms> Terms, int CoverMinutes)> Find(
        BroadcastWish wish,
        PersonId client,
        Instant now,
        CancellationToken ct
    )
    {
        var newest = await channels.Newest(ct);
        var fitting = await Fitting(wish, ProviderId.Of(client), ct);
        List<CandidateTerms> terms =
        [
            .. fitting
                .Where(x => newest.ContainsKey(x.Service.PolicyId) && wish.Times.Any(at => Allows(x.Service, at, now)))
                .GroupBy(x => x.Service.ProviderId)
                .Select(x => x.MinBy(y => (y.PriceMinor, y.Service.Sequence)))
                .Select(x => TermsOf(x!, wish.Ceiling.Currency, newest)),
        ];
        // The deadline is one for all: the shortest of theirs.
        return (terms, terms.Count == 0 ? 0 : terms.Min(x => newest[x.PolicyId].CoverMinutes));
    }

    private Task<List<FittingService>> Fitting(BroadcastWish wish, ProviderId self, CancellationToken ct)
    {
        var threshold = options.Value.ListingThreshold;
        var mode = (int)DeliveryModeNames.Parse([wish.Mode]);
        var currency = wish.Ceiling.Currency.Code;
        var most = wish.Ceiling.Minor;
        var listed = db.Providers.Where(x =>
            x.Cleared && x.HasEssentials && x.Completeness >= threshold && x.Id != self
        );
        if (wish.Languages.Count > 0)
        {
            var spoken = wish.Languages;
            listed = listed.Where(x => x.Tags.Any(t => t.Kind == ProviderTag.Language && spoken.Contains(t.Value)));
        }

        return (
            from provider in listed
            join service in db.Services on provider.Id equals service.ProviderId
            join price in db.ServicePrices on service.Id equals price.ServiceId
            where service.Category == wish.Category && service.DurationMinutes == wish.DurationMinutes
            where price.Mode == mode && price.Currency == currency && price.AmountMinor <= most
            select new FittingService(service, price.AmountMinor, provider.TimeZone)
        )
            .AsNoTracking()
            .ToListAsync(ct);
    }

    private static bool Allows(ProviderService service, Instant at, Instant now) =>
        at > now
        && at >= now + Duration.FromMinutes(service.MinLeadMinutes)
        && at <= now + Duration.FromDays(service.HorizonDays);

    private static CandidateTerms TermsOf(
        FittingService x,
        Currency currency,
        IReadOnlyDictionary<string, ChannelPolicy> newest
    ) =>
        new(
            x.Service.ProviderId,
            x.Service.Id,
            x.Service.Name,
            x.Service.Shape,
            new Money(x.PriceMinor, currency),
            x.Service.PolicyId,
            newest[x.Service.PolicyId].Version,
            x.TimeZone
        );

    private sealed record FittingService(ProviderService Service, long PriceMinor, string TimeZone);
}
