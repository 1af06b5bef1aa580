using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Areas;
using Telehealth.Hubs.Features.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Home;

/// <summary>How many partner visits lack a provider or an outcome, or wait for somebody's eyes.</summary>
internal sealed class ManagerHomeCard(HubsDbContext db, IClock clock) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.ProgrammeManager))
        {
            return null;
        }

        var visits = await db.PartnerVisits.CountAsync(OpenVisits.At(clock.GetCurrentInstant()), ct);
        return new HomeCard(
            24,
            "Which visits need me?",
            visits == 0 ? "None" : HubPageWords.Count(visits, "visit"),
            visits == 0
                ? "Every visit has a provider, and every one that is over its outcome."
                : "Without a provider, without an outcome, or to be looked at.",
            "/hubs/programmes",
            "Open the list"
        );
    }
}
