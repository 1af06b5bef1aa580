using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// An attempt to accept failed after its cover was confirmed (commands.md, "Accepting is three steps").
/// </summary>
[Consumer("wallet.give-back-cover-on-acceptance-failed", DeadLetterPolicy.Halt)]
internal sealed class GiveBackCoverOnAcceptanceFailed(CoverRelease covers) : IReaction<AcceptanceFailedV1>
{
    public Task On(AcceptanceFailedV1 integrationEvent, CancellationToken ct) =>
        covers.GiveBack(integrationEvent.CoverId, integrationEvent.Attempt, ct);
}
