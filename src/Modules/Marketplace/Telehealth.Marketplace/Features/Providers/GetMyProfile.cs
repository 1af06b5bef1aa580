using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class GetMyProfileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers/me/profile",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetMyProfile(), ct)).ToHttp(x => x.Version)
            )
            .WithName("GetMyProfile")
            .WithSummary("Your provider profile: how complete it is, what is missing, whether it is listed")
            .WithTags("Provider profile")
            .Answers<MyProfileAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record GetMyProfile : IQuery<MyProfileAnswer>;

internal sealed class GetMyProfileHandler(MarketplaceDbContext db, IWork work, IOptions<MarketplaceOptions> options)
    : IQueryHandler<GetMyProfile, MyProfileAnswer>
{
    public async Task<Result<MyProfileAnswer>> Handle(GetMyProfile query, CancellationToken ct)
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        var profile = await db.Providers.AsNoTracking().Include(x => x.Tags).FirstOrDefaultAsync(x => x.Id == id, ct);
        return profile is null ? ProfileErrors.NotFound : MyProfileAnswer.Of(profile, options.Value.ListingThreshold);
    }
}
