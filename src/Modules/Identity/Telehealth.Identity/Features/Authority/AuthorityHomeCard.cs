using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

/// <summary>What waits for a second administrator.</summary>
internal sealed class AuthorityHomeCard(IdentityDbContext db) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.PlatformAdmin))
        {
            return null;
        }

        var waiting = await db.Proposals.CountAsync(x => x.State == ProposalState.Open, ct);
        var figure = waiting switch
        {
            0 => "Nothing waits",
            1 => "1 role waits for a second administrator",
            _ => $"{waiting} roles wait for a second administrator",
        };
        const string detail = "Who holds which role, and what was changed, stands there too.";
        return new HomeCard(5, "Who may do what?", figure, detail, "/identity/staff", "Staff and roles");
    }
}
