using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.Marketplace.Features.Holds;

/// <summary>The client declined, thought too long or went away: the provider's time is free again.</summary>
[Consumer("marketplace.let-go-time", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class LetGoOnTimeFreed(TimeHolds holds) : IReaction<PoolTimeFreedV1>
{
    public Task On(PoolTimeFreedV1 integrationEvent, CancellationToken ct) => holds.LetGo(integrationEvent.HoldId, ct);
}
