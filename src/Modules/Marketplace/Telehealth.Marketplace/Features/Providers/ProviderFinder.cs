using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Features.Slots;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

/// <summary>A provider that fits, and its place: by score, then by the order in which providers came.</summary>
internal sealed record RankedProvider(long Position, FoundProvider Answer, IReadOnlyList<string> Categories);

/// <summary>Finds and ranks listed providers: filters in the database, scores what is left.</summary>
internal sealed class ProviderFinder(
    MarketplaceDbContext db,
    NextFreeTime nextFree,
    PublishedChannels channels,
    IClock clock,
    IOptions<MarketplaceOptions> options
)
{
    private const int HighestScore = 100;
    private const int SequenceBits = 48;

    public async Task<List<RankedProvider>> Find(SearchFilter filter, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var fitting = Fitting(filter);
        var profiles = await fitting.AsNoTracking().Include(x => x.Tags).ToListAsync(ct);
        var services = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .Where(x => fitting.Select(p => p.Id).Contains(x.ProviderId))
            .ToListAsync(ct);
        var byProvider = services.ToLookup(x => x.ProviderId);
        var free = await nextFree.Of(fitting.Select(x => x.Id), services, filter.Mode, now, ct);
        var newest = await channels.Newest(ct);
        var latest = filter.AvailableWithinHours is { } hours ? now + Duration.FromHours(hours) : (Instant?)null;
        return
        [
            .. profiles
                .Where(x => latest is null || (free.TryGetValue(x.Id, out var at) && at <= latest))
                .Select(x => Rank(x, [.. byProvider[x.Id]], newest, Next(free, x.Id), filter, now))
                .OrderBy(x => x.Position),
        ];
    }

    private static Instant? Next(Dictionary<ProviderId, Instant> free, ProviderId id) =>
        free.TryGetValue(id, out var at) ? at : null;

    private IQueryable<ProviderProfile> Fitting(SearchFilter filter)
    {
        var threshold = options.Value.ListingThreshold;
        var found = db.Providers.Where(x => x.Cleared && x.HasEssentials && x.Completeness >= threshold);
        if (!string.IsNullOrWhiteSpace(filter.Name))
        {
            // A name of signs alone is nobody's.
            var name = LetterFolding.Search(filter.Name);
            found = found.Where(x => name != "" && x.SearchName.Contains(name));
        }

        if (filter.Category is { } category)
        {
            found = found.Where(x =>
                x.PrimaryCategory == category || db.Services.Any(s => s.ProviderId == x.Id && s.Category == category)
            );
        }

        if (filter.Specialty is { } specialty)
        {
            found = found.Where(x => x.Tags.Any(t => t.Kind == ProviderTag.Specialty && t.Value == specialty));
        }

        if (filter.Language is { } language)
        {
            found = found.Where(x => x.Tags.Any(t => t.Kind == ProviderTag.Language && t.Value == language));
        }

        if (filter.Gender is { } gender)
        {
            found = found.Where(x => x.Gender == gender);
        }

        if (filter.MinRating is { } least)
        {
            // In tenths, so that no engine divides.
            var tenths = (int)(least * 10);
            found = found.Where(x => x.RatingCount > 0 && x.RatingSum * 10 >= tenths * x.RatingCount);
        }

        return Priced(found, filter);
    }

    // Without a price in what is asked for there is nothing to book.
    private IQueryable<ProviderProfile> Priced(IQueryable<ProviderProfile> found, SearchFilter filter)
    {
        var mode = filter.Mode is null ? 0 : (int)DeliveryModeNames.Parse([filter.Mode]);
        var most = filter.MaxPriceMinor ?? long.MaxValue;
        var usual = filter.MaxPriceMinor is null ? null : options.Value.DefaultCurrency;
        var currency = filter.Currency ?? usual;
        return found.Where(x =>
            db.ServicePrices.Any(p =>
                p.ProviderId == x.Id
                && (mode == 0 || p.Mode == mode)
                && p.AmountMinor <= most
                && (currency == null || p.Currency == currency)
            )
        );
    }

    private static RankedProvider Rank(
        ProviderProfile profile,
        List<ProviderService> services,
        IReadOnlyDictionary<string, ChannelPolicy> channels,
        Instant? next,
        SearchFilter filter,
        Instant now
    )
    {
        var isPrimary = filter.Category is null || filter.Category == profile.PrimaryCategory;
        var parts = SearchScore.Of(now, next, isPrimary, profile);
        var score = parts.Sum(x => x.Points);
        var position = ((long)(HighestScore - score) << SequenceBits) | profile.Sequence;
        var answer = new FoundProvider(
            profile.Id,
            profile.DisplayName,
            profile.PrimaryCategory,
            [.. profile.Specialties],
            [.. profile.Languages],
            ModesOf(services),
            profile.Gender,
            profile.TimeZone,
            profile.HasPhoto,
            profile.Rating,
            profile.RatingCount,
            PriceFrom(services, filter),
            next,
            ChannelsOf(services, channels),
            score,
            [.. parts.Select(x => new ScorePartAnswer(x.Name, x.Points, x.Of))]
        );
        var categories = services.Select(x => x.Category).Append(profile.PrimaryCategory).Distinct().ToList();
        return new RankedProvider(position, answer, categories);
    }

    private static List<OfferedChannel> ChannelsOf(
        List<ProviderService> services,
        IReadOnlyDictionary<string, ChannelPolicy> channels
    ) =>
        [
            .. services
                .Select(x => x.PolicyId)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(x => new OfferedChannel(x, channels[x].Label, channels[x].SupplyModel)),
        ];

    private static string[] ModesOf(List<ProviderService> services) =>
        DeliveryModeNames.Of(
            services.SelectMany(x => x.Prices).Aggregate(DeliveryModes.None, (all, x) => all | (DeliveryModes)x.Mode)
        );

    private static Money? PriceFrom(List<ProviderService> services, SearchFilter filter)
    {
        var mode = filter.Mode is null ? 0 : (int)DeliveryModeNames.Parse([filter.Mode]);
        var prices = services
            .SelectMany(x => x.Prices)
            .Where(x => mode == 0 || x.Mode == mode)
            .Where(x => filter.Currency is null || x.Currency == filter.Currency)
            .OrderBy(x => x.Currency, StringComparer.Ordinal)
            .ThenBy(x => x.AmountMinor);
        return prices.FirstOrDefault()?.Amount;
    }
}
