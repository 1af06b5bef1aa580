using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

internal sealed class ListProposalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/identity/role-proposals",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListProposals(), ct)).ToHttp()
            )
            .WithName("ListRoleProposals")
            .WithSummary("The roles that wait for a second administrator, oldest first")
            .WithTags("Identity")
            .Answers<RoleProposalsAnswer>(StatusCodes.Status200OK, 403);
}

/// <summary>The roles that wait for a second administrator.</summary>
/// <param name="Items">Oldest first.</param>
public sealed record RoleProposalsAnswer(IReadOnlyList<RoleProposalAnswer> Items);

[Needs(IdentityModule.ManageRoles)]
internal sealed record ListProposals : IQuery<RoleProposalsAnswer>;

internal sealed class ListProposalsHandler(IdentityDbContext db) : IQueryHandler<ListProposals, RoleProposalsAnswer>
{
    public async Task<Result<RoleProposalsAnswer>> Handle(ListProposals query, CancellationToken ct)
    {
        var open = await db
            .Proposals.AsNoTracking()
            .Where(x => x.State == ProposalState.Open)
            .OrderBy(x => x.ProposedAt)
            .ToListAsync(ct);
        return new RoleProposalsAnswer([.. open.Select(RoleProposalAnswer.Of)]);
    }
}
