using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class GetPhotoEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers/{id}/photo",
                async (ProviderId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetPhoto(id), ct)).ToHttp(x =>
                        Results.File(x.Bytes, x.ContentType, entityTag: new EntityTagHeaderValue($"\"{x.Hash}\""))
                    )
            )
            .AllowAnonymous()
            .WithName("GetPhoto")
            .WithSummary("A listed provider's picture; the provider sees its own before it is listed")
            .WithTags("Search")
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg", additionalContentTypes: "image/png")
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound);
}

internal sealed record PhotoFile(byte[] Bytes, string ContentType, string Hash);

[Anonymous]
internal sealed record GetPhoto(ProviderId Id) : IQuery<PhotoFile>;

internal sealed class GetPhotoHandler(MarketplaceDbContext db, IWork work, IOptions<MarketplaceOptions> options)
    : IQueryHandler<GetPhoto, PhotoFile>
{
    private static readonly Error NotFound = Error.NotFound("marketplace.photo-not-found", "There is no picture.");

    public async Task<Result<PhotoFile>> Handle(GetPhoto query, CancellationToken ct)
    {
        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        var visible =
            profile is not null && (profile.IsListed(options.Value.ListingThreshold) || work.Actor.Is(query.Id.Person));
        var photo = visible
            ? await db.Photos.AsNoTracking().FirstOrDefaultAsync(x => x.ProviderId == query.Id, ct)
            : null;
        return photo is null ? NotFound : new PhotoFile(photo.Bytes, photo.ContentType, photo.Hash);
    }
}
