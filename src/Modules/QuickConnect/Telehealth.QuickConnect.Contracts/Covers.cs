using Telehealth.BuildingBlocks;

namespace Telehealth.QuickConnect.Contracts;

/// <summary>
/// Asks whether the pool holds this cover. When it does not, a refusal at that id is written first, so that a late
/// commit loses (commands.md, "verify").
/// </summary>
/// <param name="CoverId">The reserved cover.</param>
[InternalRequest]
public sealed record DisownPoolCover(CoverId CoverId) : ICommand<PoolCoverOwnership>;

/// <summary>Whether the pool holds the cover.</summary>
/// <param name="Owned">True when a request carries it.</param>
public sealed record PoolCoverOwnership(bool Owned);

/// <summary>
/// Every cover of the pool that no booking took over, for Wallet's check across modules. The pool holds its cover
/// until the booking stands; from then on Marketplace answers for it.
/// </summary>
/// <param name="After">The last cover of the page before, or null for the first page.</param>
/// <param name="Take">Page size, at most 1000.</param>
[InternalRequest]
public sealed record ListPoolCovers(CoverId? After, int Take) : IQuery<IReadOnlyList<PoolCover>>;

/// <summary>What the pool expects of a cover once everything is drained.</summary>
/// <param name="CoverId">The cover.</param>
/// <param name="Reserved">True while the request lives; otherwise it is released.</param>
/// <param name="Amount">The first block's price.</param>
public sealed record PoolCover(CoverId CoverId, bool Reserved, Money Amount);
