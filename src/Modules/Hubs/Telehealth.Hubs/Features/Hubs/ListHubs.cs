using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class ListHubsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/hubs/administered",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListMyHubs(), ct)).ToHttp()
            )
            .WithName("ListAdministeredHubs")
            .WithSummary("The hubs of the employers you run as HR admin")
            .WithTags("Hubs: employers")
            .Answers<IReadOnlyList<HubLine>>(StatusCodes.Status200OK, 403);
        api.MapGet(
                "/hubs/employers",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListEmployers(), ct)).ToHttp()
            )
            .WithName("ListEmployers")
            .WithSummary("Every employer and its hubs")
            .WithTags("Hubs: employers")
            .Answers<IReadOnlyList<EmployerWithHubs>>(StatusCodes.Status200OK, 403);
    }
}

/// <summary>An employer and its hubs.</summary>
/// <param name="Id">The employer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hubs">Its hubs, oldest first.</param>
public sealed record EmployerWithHubs(Guid Id, string Name, IReadOnlyList<HubLine> Hubs);

[Needs(HubsModule.AdministerHub)]
internal sealed record ListMyHubs : IQuery<IReadOnlyList<HubLine>>;

[Needs(HubsModule.ManageHubs)]
internal sealed record ListEmployers : IQuery<IReadOnlyList<EmployerWithHubs>>;

internal sealed class ListMyHubsHandler(HubsDbContext db, HubDoor door)
    : IQueryHandler<ListMyHubs, IReadOnlyList<HubLine>>
{
    public async Task<Result<IReadOnlyList<HubLine>>> Handle(ListMyHubs query, CancellationToken ct) =>
        await door.Administered()
            .OrderBy(x => x.Sequence)
            .Join(
                db.Employers,
                x => x.EmployerId,
                x => x.Id,
                (hub, employer) => new HubLine(hub.Id, hub.Name, employer.Id, employer.Name, hub.State)
            )
            .ToListAsync(ct);
}

internal sealed class ListEmployersHandler(HubsDbContext db)
    : IQueryHandler<ListEmployers, IReadOnlyList<EmployerWithHubs>>
{
    public async Task<Result<IReadOnlyList<EmployerWithHubs>>> Handle(ListEmployers query, CancellationToken ct)
    {
        var employers = await db.Employers.AsNoTracking().OrderBy(x => x.Sequence).ToListAsync(ct);
        var hubs = (await db.Hubs.AsNoTracking().OrderBy(x => x.Sequence).ToListAsync(ct)).ToLookup(x => x.EmployerId);
        return employers
            .Select(x => new EmployerWithHubs(
                x.Id,
                x.Name,
                [.. hubs[x.Id].Select(hub => new HubLine(hub.Id, hub.Name, x.Id, x.Name, hub.State))]
            ))
            .ToList();
    }
}
