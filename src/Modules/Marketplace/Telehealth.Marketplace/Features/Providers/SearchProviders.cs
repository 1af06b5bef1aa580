using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class SearchProvidersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers",
                async (
                    ISender sender,
                    CancellationToken ct,
                    string? q = null,
                    string? category = null,
                    string? specialty = null,
                    string? language = null,
                    string? mode = null,
                    long? maxPrice = null,
                    string? currency = null,
                    string? gender = null,
                    int? availableWithin = null,
                    decimal? minRating = null,
                    string? after = null,
                    int? limit = null
                ) =>
                {
                    var filter = new SearchFilter(
                        q,
                        category,
                        specialty,
                        language,
                        mode,
                        maxPrice,
                        currency,
                        gender,
                        availableWithin,
                        minRating
                    );
                    return (await sender.Send(new SearchProviders(filter, after, limit), ct)).ToHttp();
                }
            )
            .AllowAnonymous()
            .WithName("SearchProviders")
            .WithSummary("Find providers; maxPrice in minor units, availableWithin in hours; each rank says why")
            .WithTags("Search")
            .Answers<SearchAnswer>();
}

/// <summary>Providers that fit, best first, and how many there are of each kind.</summary>
/// <param name="Items">One page.</param>
/// <param name="Next">The cursor of the next page, or null on the last one.</param>
/// <param name="Total">How many fit.</param>
/// <param name="Facets">Counts among those that fit.</param>
public sealed record SearchAnswer(
    IReadOnlyList<FoundProvider> Items,
    string? Next,
    int Total,
    IReadOnlyList<SearchFacet> Facets
);

/// <summary>A provider that fits.</summary>
/// <param name="Rating">Average of 1 to 5, or null while there is none.</param>
/// <param name="Ratings">Of how many ratings.</param>
/// <param name="PriceFrom">The lowest price among those that fit.</param>
/// <param name="NextFreeAt">The earliest free start of a service that fits, within the next two weeks.</param>
/// <param name="Channels">Whom its services are bought from.</param>
/// <param name="Score">The sum of the parts.</param>
/// <param name="ScoreParts">Why it ranks where it does.</param>
public sealed record FoundProvider(
    ProviderId Id,
    string DisplayName,
    string PrimaryCategory,
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Modes,
    string? Gender,
    string TimeZone,
    bool HasPhoto,
    decimal? Rating,
    int Ratings,
    Money? PriceFrom,
    Instant? NextFreeAt,
    IReadOnlyList<OfferedChannel> Channels,
    int Score,
    IReadOnlyList<ScorePartAnswer> ScoreParts
);

/// <summary>A channel some of a provider's services are sold through.</summary>
/// <param name="Channel">The channel, such as <c>marketplace.private</c>.</param>
/// <param name="Label">The channel in words.</param>
/// <param name="SupplyModel">Who sells: the provider (agency) or the platform.</param>
public sealed record OfferedChannel(string Channel, string Label, SupplyModel SupplyModel);

/// <summary>One reason for a rank.</summary>
public sealed record ScorePartAnswer(string Name, int Points, int Of);

/// <summary>One thing to filter by, with how many providers each value would leave.</summary>
public sealed record SearchFacet(string Name, IReadOnlyList<FacetValue> Values);

/// <summary>A value and its count.</summary>
public sealed record FacetValue(string Value, int Count);

/// <summary>What is asked for; null asks nothing.</summary>
internal sealed record SearchFilter(
    string? Name,
    string? Category,
    string? Specialty,
    string? Language,
    string? Mode,
    long? MaxPriceMinor,
    string? Currency,
    string? Gender,
    int? AvailableWithinHours,
    decimal? MinRating = null
);

[Anonymous]
internal sealed record SearchProviders(SearchFilter Filter, string? After, int? Limit) : IQuery<SearchAnswer>;

internal sealed class SearchProvidersValidator : AbstractValidator<SearchProviders>
{
    public SearchProvidersValidator()
    {
        RuleFor(x => x.Filter.Name).OneLine(80).OverridePropertyName("q");
        Word(x => x.Filter.Category, "category");
        Word(x => x.Filter.Specialty, "specialty");
        Word(x => x.Filter.Gender, "gender");
        RuleFor(x => x.Filter.Language)
            .Must(x => x is null || InputRules.IsLanguage(x))
            .WithMessage("A language code such as en.")
            .OverridePropertyName("language");
        RuleFor(x => x.Filter.Mode)
            .Must(x => x is null || InputRules.IsMode(x))
            .WithMessage($"Choose {DeliveryModeNames.Allowed}.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Filter.MaxPriceMinor)
            .Must(x => x is null or > 0)
            .WithMessage("A price above zero, in minor units.")
            .OverridePropertyName("maxPrice");
        RuleFor(x => x.Filter.Currency)
            .Must(x => x is null || Currency.TryParse(x, out _))
            .WithMessage("A currency such as GBP.")
            .OverridePropertyName("currency");
        RuleFor(x => x.Filter.AvailableWithinHours)
            .Must(x => x is null or (>= 1 and <= 336))
            .WithMessage("1 to 336 hours.")
            .OverridePropertyName("availableWithin");
        RuleFor(x => x.Filter.MinRating)
            .Must(x => x is null or (>= 1 and <= 5))
            .WithMessage("1 to 5.")
            .OverridePropertyName("minRating");
    }

    private void Word(System.Linq.Expressions.Expression<Func<SearchProviders, string?>> field, string name) =>
        RuleFor(field)
            .Must(x => x is null || InputRules.IsSlug(x))
            .WithMessage("A lower-case word such as anxiety.")
            .OverridePropertyName(name);
}

internal sealed class SearchProvidersHandler(ProviderFinder finder) : IQueryHandler<SearchProviders, SearchAnswer>
{
    public async Task<Result<SearchAnswer>> Handle(SearchProviders query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var found = await finder.Find(query.Filter, ct);
        var limit = query.Limit ?? Cursor.UsualItems;
        var started = Cursor.TryDecode(query.After, out var last);
        var rest = found.Where(x => !started || x.Position > last).Take(limit + 1).ToList();
        return new SearchAnswer(
            [.. rest.Take(limit).Select(x => x.Answer)],
            rest.Count > limit ? Cursor.Encode(rest[limit - 1].Position) : null,
            found.Count,
            SearchFacets.Of(found)
        );
    }
}
