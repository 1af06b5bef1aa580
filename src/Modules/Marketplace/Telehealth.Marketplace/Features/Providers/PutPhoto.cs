using System.Security.Cryptography;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Files;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class PutPhotoEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/marketplace/providers/me/photo",
                async (PhotoBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new PutPhoto(body.Data), ct)).ToHttp()
            )
            .WithName("PutPhoto")
            .WithSummary("Set your picture (JPEG or PNG, 700 kB at most); what the camera wrote into it is removed")
            .WithTags("Provider profile")
            .Answers<MyProfileAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
}

/// <summary>A picture.</summary>
/// <param name="Data">The file's bytes in base64.</param>
public sealed record PhotoBody(byte[] Data);

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record PutPhoto(byte[] Data) : ICommand<MyProfileAnswer>;

internal sealed class PutPhotoValidator : AbstractValidator<PutPhoto>
{
    public PutPhotoValidator()
    {
        RuleFor(x => x.Data)
            .Must(x => PictureFile.Clean(x) is not null)
            .WithMessage("Please choose a JPEG or PNG of at most 700 kB and 4096 pixels a side.")
            .OverridePropertyName("data");
    }
}

internal sealed class PutPhotoHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    IOptions<MarketplaceOptions> options
) : ICommandHandler<PutPhoto, MyProfileAnswer>
{
    public async Task<Result<MyProfileAnswer>> Handle(PutPhoto command, CancellationToken ct)
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        var now = clock.GetCurrentInstant();
        var (contentType, bytes) = PictureFile.Clean(command.Data)!.Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await work.Begin(ct);
        var profile = await db.Providers.Include(x => x.Tags).FirstOrDefaultAsync(x => x.Id == id, ct);
        if (profile is null)
        {
            return ProfileErrors.NotFound;
        }

        profile.PhotoChanged(present: true, now);
        var photo = await db.Photos.FirstOrDefaultAsync(x => x.ProviderId == id, ct);
        if (photo is null)
        {
            photo = new ProviderPhoto
            {
                ProviderId = id,
                ContentType = contentType,
                Bytes = bytes,
                Hash = hash,
                UpdatedAt = now,
            };
            db.Photos.Add(photo);
        }

        photo.ContentType = contentType;
        photo.Bytes = bytes;
        photo.Hash = hash;
        photo.UpdatedAt = now;
        await work.Flush(ct);
        return MyProfileAnswer.Of(profile, options.Value.ListingThreshold);
    }
}
