using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class ApplyForClearanceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/providers/me/apply",
                async (ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ApplyForClearance(), ct, http.IdempotencyKey())).ToHttp(x => x.Version)
            )
            .WithName("ApplyForClearance")
            .WithSummary("Ask to be reviewed and listed; the profile must be complete enough")
            .WithTags("Provider profile")
            .Answers<MyProfileAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity
            );
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ApplyForClearance : ICommand<MyProfileAnswer>;

internal sealed class ApplyForClearanceHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    IOptions<MarketplaceOptions> options
) : ICommandHandler<ApplyForClearance, MyProfileAnswer>
{
    public async Task<Result<MyProfileAnswer>> Handle(ApplyForClearance command, CancellationToken ct)
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        var threshold = options.Value.ListingThreshold;
        await work.Begin(ct);
        var profile = await db.Providers.Include(x => x.Tags).FirstOrDefaultAsync(x => x.Id == id, ct);
        if (profile is null)
        {
            return ProfileErrors.NotFound;
        }

        if (!profile.HasEssentials || profile.Completeness < threshold)
        {
            return ProfileErrors.Incomplete(profile, threshold);
        }

        profile.Apply(clock.GetCurrentInstant());
        work.Publish(new ProviderAppliedV1(id, profile.DisplayName), $"provider:{id}", profile);
        await work.Flush(ct);
        return MyProfileAnswer.Of(profile, threshold);
    }
}
