using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// What ends a cover without pay (MKT-13; commands.md, "Accepting is three steps"). One consumer for all the events, so
/// that those of one request come in their order: an attempt that failed before the request ended.
/// </summary>
[Consumer("wallet.let-cover-go", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class LetCoverGoOnEnding(CoverRelease covers)
    : IReaction<BookingRequestEndedV1>,
        IReaction<AcceptanceFailedV1>,
        IReaction<CoverUnusedV1>,
        IReaction<PoolRequestEndedV1>,
        IReaction<PoolCoverUnusedV1>
{
    /// <summary>
    /// A request ends only while no attempt is in flight, so the whole cover goes, whatever its state.
    /// </summary>
    public Task On(BookingRequestEndedV1 integrationEvent, CancellationToken ct) =>
        covers.Release(integrationEvent.CoverId, ct);

    /// <summary>Only if the cover still carries that attempt: a later one may have taken it over.</summary>
    public Task On(AcceptanceFailedV1 integrationEvent, CancellationToken ct) =>
        covers.GiveBack(integrationEvent.CoverId, integrationEvent.Attempt, ct);

    /// <summary>Reserved, but what it was for never came to be.</summary>
    public Task On(CoverUnusedV1 integrationEvent, CancellationToken ct) =>
        covers.Release(integrationEvent.CoverId, ct);

    /// <summary>A request of the pool ends only while no join is in flight, so the whole cover goes (QCP-06).</summary>
    public Task On(PoolRequestEndedV1 integrationEvent, CancellationToken ct) =>
        covers.Release(integrationEvent.CoverId, ct);

    /// <summary>Reserved, but the pool's request never came to be.</summary>
    public Task On(PoolCoverUnusedV1 integrationEvent, CancellationToken ct) =>
        covers.Release(integrationEvent.CoverId, ct);
}
