using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.Host.Pages.Operations;

/// <summary>Tells operations whether anything is stuck.</summary>
internal sealed class OperationsHomeCard(ISender sender) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.Operations) && !actor.Has(Roles.PlatformAdmin))
        {
            return null;
        }

        var health = await sender.Send(new GetMessagingHealth(), ct);
        if (health.Error is not null)
        {
            return null;
        }

        var state = MessagingState.Of(health.Value);
        return new HomeCard(
            10,
            "Is anything stuck?",
            state.Words,
            state.Meaning,
            state.Dead > 0 ? "/operations/dead-letters" : "/operations",
            state.Dead > 0 ? "Look at what failed" : "See how everything runs"
        );
    }
}
