using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>A cover was reserved, but what it was for never came to be.</summary>
[Consumer("wallet.release-cover-on-cover-unused", DeadLetterPolicy.Halt)]
internal sealed class ReleaseCoverOnCoverUnused(CoverRelease covers) : IReaction<CoverUnusedV1>
{
    public Task On(CoverUnusedV1 integrationEvent, CancellationToken ct) =>
        covers.Release(integrationEvent.CoverId, ct);
}
