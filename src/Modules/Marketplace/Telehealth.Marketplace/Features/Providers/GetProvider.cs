using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class GetProviderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers/{id}",
                async (ProviderId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetProvider(id), ct)).ToHttp()
            )
            .AllowAnonymous()
            .WithName("GetProvider")
            .WithSummary("A listed provider with its services")
            .WithTags("Search")
            .Answers<ProviderAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>A listed provider.</summary>
/// <param name="Rating">Average of 1 to 5, or null while there is none.</param>
/// <param name="Ratings">Of how many ratings.</param>
public sealed record ProviderAnswer(
    ProviderId Id,
    string DisplayName,
    string PrimaryCategory,
    string TimeZone,
    IReadOnlyList<string> Modes,
    string Bio,
    IReadOnlyList<string> Specialties,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Qualifications,
    IReadOnlyList<string> Jurisdictions,
    string? Gender,
    bool HasPhoto,
    decimal? Rating,
    int Ratings,
    string? RegistrationBody,
    string? RegistrationNumber,
    IReadOnlyList<ServiceAnswer> Services
);

[Anonymous]
internal sealed record GetProvider(ProviderId Id) : IQuery<ProviderAnswer>;

internal sealed class GetProviderHandler(
    MarketplaceDbContext db,
    PublishedChannels channels,
    IOptions<MarketplaceOptions> options
) : IQueryHandler<GetProvider, ProviderAnswer>
{
    public async Task<Result<ProviderAnswer>> Handle(GetProvider query, CancellationToken ct)
    {
        var profile = await db
            .Providers.AsNoTracking()
            .Include(x => x.Tags)
            .FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        if (profile is null || !profile.IsListed(options.Value.ListingThreshold))
        {
            return ProfileErrors.NotFound;
        }

        var services = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .Where(x => x.ProviderId == query.Id)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var newest = await channels.Newest(ct);
        return new ProviderAnswer(
            profile.Id,
            profile.DisplayName,
            profile.PrimaryCategory,
            profile.TimeZone,
            DeliveryModeNames.Of((DeliveryModes)profile.Modes),
            profile.Bio,
            [.. profile.Specialties],
            [.. profile.Languages],
            profile.Qualifications,
            profile.Jurisdictions,
            profile.Gender,
            profile.HasPhoto,
            profile.Rating,
            profile.RatingCount,
            profile.RegistrationBody,
            profile.RegistrationNumber,
            services.ConvertAll(x => ServiceAnswer.Of(x, newest))
        );
    }
}
