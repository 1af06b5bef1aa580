using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Members;

internal sealed class GetMemberEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/{hubId}/members/{memberId}",
                async (HubId hubId, Guid memberId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetMember(hubId, memberId), ct)).ToHttp()
            )
            .WithName("GetHubMember")
            .WithSummary("A member and what was allotted; never what was used, reserved or left")
            .WithTags("Hubs: employers")
            .Answers<HubMemberAnswer>(StatusCodes.Status200OK, 403, 404);
}

[Needs(HubsModule.AdministerHub)]
internal sealed record GetMember(HubId HubId, Guid MemberId) : IQuery<HubMemberAnswer>;

internal sealed class GetMemberHandler(HubsDbContext db, HubDoor door, MemberLines lines)
    : IQueryHandler<GetMember, HubMemberAnswer>
{
    public async Task<Result<HubMemberAnswer>> Handle(GetMember query, CancellationToken ct)
    {
        if (await door.OfAdmin(query.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var member = await db
            .Members.AsNoTracking()
            .Where(x => x.Id == query.MemberId && x.HubId == hub.Id)
            .FirstOrDefaultAsync(x => x.State == MemberState.Active, ct);
        return member is null ? HubErrors.MemberNotFound : (await lines.Of([member], ct))[member.Id];
    }
}
