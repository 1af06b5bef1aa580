using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class GoLiveEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/{hubId}/live",
                async (HubId hubId, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new TakeHubLive(hubId), ct, http.IdempotencyKey())).ToHttp(_ =>
                        Results.NoContent()
                    )
            )
            .WithName("TakeHubLive")
            .WithSummary("Opens a hub to its members and tells its providers; needs a provider that accepted")
            .WithTags("Hubs: employers")
            .AnswersNothing(403, 404, 409, 422);
}

[Needs(HubsModule.ManageHubs)]
internal sealed record TakeHubLive(HubId HubId) : ICommand<Done>;

internal sealed class TakeHubLiveHandler(HubsDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<TakeHubLive, Done>
{
    public async Task<Result<Done>> Handle(TakeHubLive command, CancellationToken ct)
    {
        var hub = await db.Hubs.FirstOrDefaultAsync(x => x.Id == command.HubId, ct);
        if (hub is null)
        {
            return HubErrors.NotFound;
        }

        var providers = await db
            .HubProviders.AsNoTracking()
            .Where(x => x.HubId == hub.Id)
            .OrderBy(x => x.Since)
            .Select(x => x.ProviderId)
            .ToListAsync(ct);
        if (hub.GoLive(providers.Count > 0, clock.GetCurrentInstant()) is { } refusal)
        {
            return refusal;
        }

        // Published first: a live hub without a policy could not be booked, a policy without a live hub is not seen.
        var published = await sender.Send(new PublishChannelPolicy(hub.Policy()), ct);
        if (published.Error is { } error)
        {
            return error;
        }

        await work.Begin(ct);
        work.Publish(new HubWentLiveV1(hub.Id, providers), $"hub:{hub.Id}", hub);
        return Done.Value;
    }
}
