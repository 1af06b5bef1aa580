using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class GetHubEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/{hubId}",
                async (HubId hubId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetHub(hubId), ct)).ToHttp(x => Results.Ok(x).WithETag(x.Version))
            )
            .WithName("GetHub")
            .WithSummary("A hub with its providers, for those who run it")
            .WithTags("Hubs: employers")
            .Answers<HubDetail>(StatusCodes.Status200OK, 404);
}

internal sealed record GetHub(HubId HubId) : IQuery<HubDetail>;

internal sealed class GetHubHandler(HubsDbContext db, HubDoor door, ISender sender) : IQueryHandler<GetHub, HubDetail>
{
    public async Task<Result<HubDetail>> Handle(GetHub query, CancellationToken ct)
    {
        if (await door.OfStaff(query.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var providers = await Providers(hub.Id, ct);
        if (providers.Error is { } error)
        {
            return error;
        }

        var employer = await db.Employers.AsNoTracking().SingleAsync(x => x.Id == hub.EmployerId, ct);
        var domains = await db.Domains.Where(x => x.HubId == hub.Id).Select(x => x.Domain).ToListAsync(ct);
        var members = await db.Members.CountAsync(x => x.HubId == hub.Id && x.State == MemberState.Active, ct);
        var allotted = await db
            .Allotments.Where(x => x.HubId == hub.Id)
            .Where(x => x.Kind == AllotmentKind.Period || x.Kind == AllotmentKind.TopUp)
            .SumAsync(x => x.Credits, ct);
        return new HubDetail(
            hub.Id,
            hub.EmployerId,
            employer.Name,
            hub.Name,
            hub.Channel,
            hub.Colour,
            hub.State,
            hub.Categories,
            hub.Languages,
            domains,
            new CreditPolicyBody(hub.Credits.PerPeriod, hub.Credits.PeriodMonths, hub.Credits.CarryOverCap),
            HubSessionBody.Of(hub.Terms),
            members,
            allotted,
            providers.Value,
            hub.Version
        );
    }

    private async Task<Result<IReadOnlyList<HubProviderAnswer>>> Providers(HubId hub, CancellationToken ct)
    {
        var invitations = await db
            .Invitations.AsNoTracking()
            .Where(x => x.HubId == hub)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var ids = invitations.Where(x => x.AcceptedBy is not null).Select(x => x.AcceptedBy!.Value).ToList();
        var cards = await sender.Send(new ListProviderCards(ids), ct);
        return cards.Map<IReadOnlyList<HubProviderAnswer>>(known =>
            [
                .. invitations.Select(x => new HubProviderAnswer(
                    x.Id,
                    x.Email,
                    x.State,
                    x.ExpiresAt,
                    known.FirstOrDefault(card => card.ProviderId == x.AcceptedBy)?.DisplayName,
                    x.AcceptedBy
                )),
            ]
        );
    }
}

internal sealed class GetHubNameHandler(HubsDbContext db) : IQueryHandler<GetHubName, HubName>
{
    public async Task<Result<HubName>> Handle(GetHubName query, CancellationToken ct)
    {
        var name = await db
            .Hubs.Where(x => x.Id == query.HubId)
            .Join(db.Employers, x => x.EmployerId, x => x.Id, (hub, employer) => new HubName(hub.Name, employer.Name))
            .FirstOrDefaultAsync(ct);
        return name is null ? HubErrors.NotFound : name;
    }
}
