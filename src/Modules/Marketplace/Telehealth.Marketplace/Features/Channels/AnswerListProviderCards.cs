using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Channels;

internal sealed class ListProviderCardsValidator : AbstractValidator<ListProviderCards>
{
    public ListProviderCardsValidator() => RuleFor(x => x.Ids.Count).LessThanOrEqualTo(200);
}

/// <summary>In the order asked for; an unknown provider is left out.</summary>
internal sealed class AnswerListProviderCards(MarketplaceDbContext db, IOptions<MarketplaceOptions> options)
    : IQueryHandler<ListProviderCards, IReadOnlyList<ProviderCard>>
{
    public async Task<Result<IReadOnlyList<ProviderCard>>> Handle(ListProviderCards query, CancellationToken ct)
    {
        var ids = query.Ids.Distinct().ToList();
        var profiles = await db
            .Providers.AsNoTracking()
            .Include(x => x.Tags)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, ct);
        return ids.Where(profiles.ContainsKey).Select(x => CardOf(profiles[x])).ToList();
    }

    private ProviderCard CardOf(ProviderProfile x) =>
        new(
            x.Id,
            x.DisplayName,
            x.Bio,
            x.PrimaryCategory,
            [.. x.Languages],
            [.. x.Specialties],
            DeliveryModeNames.Of((DeliveryModes)x.Modes),
            x.TimeZone,
            x.HasPhoto ? $"/api/v1/marketplace/providers/{x.Id}/photo" : null,
            x.Rating,
            x.IsListed(options.Value.ListingThreshold)
        );
}
