using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Services;

internal sealed class ListServicesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/marketplace/providers/me/services",
                async (ISender sender, CancellationToken ct, string? after = null, int? limit = null) =>
                    (await sender.Send(new ListServices(after, limit), ct)).ToHttp()
            )
            .WithName("ListMyServices")
            .WithSummary("Your services")
            .WithTags("Services")
            .Answers<Page<ServiceAnswer>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
        api.MapGet(
                "/marketplace/providers/me/services/{id}",
                async (ServiceId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetMyService(id), ct)).ToHttp(x => x.Version)
            )
            .WithName("GetMyService")
            .WithSummary("One of your services, with its ETag")
            .WithTags("Services")
            .Answers<ServiceAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ListServices(string? After, int? Limit) : IQuery<Page<ServiceAnswer>>;

internal sealed class ListServicesHandler(MarketplaceDbContext db, PublishedChannels channels, IWork work)
    : IQueryHandler<ListServices, Page<ServiceAnswer>>
{
    public async Task<Result<Page<ServiceAnswer>>> Handle(ListServices query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var limit = query.Limit ?? Cursor.UsualItems;
        _ = Cursor.TryDecode(query.After, out var after);
        var rows = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .Where(x => x.ProviderId == provider && x.Sequence > after)
            .OrderBy(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        var newest = await channels.Newest(ct);
        return Page<ServiceAnswer>.Of(rows, limit, x => ServiceAnswer.Of(x, newest), x => x.Sequence);
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record GetMyService(ServiceId Id) : IQuery<ServiceAnswer>;

internal sealed class GetMyServiceHandler(MarketplaceDbContext db, PublishedChannels channels, IWork work)
    : IQueryHandler<GetMyService, ServiceAnswer>
{
    public async Task<Result<ServiceAnswer>> Handle(GetMyService query, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var service = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == query.Id && x.ProviderId == provider, ct);
        return service is null ? ServiceErrors.NotFound : ServiceAnswer.Of(service, await channels.Newest(ct));
    }
}
