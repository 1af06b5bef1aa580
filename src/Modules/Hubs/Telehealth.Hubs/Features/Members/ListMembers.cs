using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Members;

internal sealed class ListMembersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/{hubId}/members",
                async (HubId hubId, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListMembers(hubId, after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListHubMembers")
            .WithSummary("Who belongs to a hub and what each was allotted; never what was used, reserved or left")
            .WithTags("Hubs: employers")
            .Answers<Page<HubMemberAnswer>>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>A member as HR sees it (HUB-08).</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">First name and initial.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="Allotted">Credits given for the current period; carry-over is between the member and the hub.</param>
public sealed record HubMemberAnswer(Guid Id, string Name, Instant JoinedAt, long Allotted);

[Needs(HubsModule.AdministerHub)]
internal sealed record ListMembers(HubId HubId, string? After, int Limit) : IQuery<Page<HubMemberAnswer>>;

internal sealed class ListMembersHandler(HubsDbContext db, HubDoor door, MemberLines lines)
    : IQueryHandler<ListMembers, Page<HubMemberAnswer>>
{
    public async Task<Result<Page<HubMemberAnswer>>> Handle(ListMembers query, CancellationToken ct)
    {
        if (await door.OfAdmin(query.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .Members.AsNoTracking()
            .Where(x => x.HubId == hub.Id && x.State == MemberState.Active && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var shown = await lines.Of(rows, ct);
        return Page<HubMemberAnswer>.Of(rows, query.Limit, x => shown[x.Id], x => x.Sequence);
    }
}
