using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Contracts;

/// <summary>Every cover Marketplace knows of, with what it expects of it; for Wallet's check across modules.</summary>
/// <param name="After">The last cover of the page before, or null for the first page.</param>
/// <param name="Take">Page size, at most 1000.</param>
[InternalRequest]
public sealed record ListBookedCovers(CoverId? After, int Take) : IQuery<IReadOnlyList<BookedCover>>;

/// <summary>What Marketplace expects of a cover.</summary>
/// <param name="CoverId">The cover.</param>
/// <param name="Expectation">The state it should be in once drained.</param>
/// <param name="Amount">
/// What it should be of: the request's or booking's price, or what was kept of it. Credits stand good for any amount.
/// </param>
/// <param name="Funding">What it is made of; only money is compared with the amount.</param>
public sealed record BookedCover(CoverId CoverId, CoverExpectation Expectation, Money Amount, FundingKind Funding);

/// <summary>The state a cover should be in once everything is drained.</summary>
public enum CoverExpectation
{
    /// <summary>The request is open.</summary>
    Reserved,

    /// <summary>The booking is confirmed and not yet settled.</summary>
    Confirmed,

    /// <summary>The session was completed.</summary>
    Posted,

    /// <summary>The booking was cancelled and a part of the price is kept.</summary>
    Kept,

    /// <summary>The request or booking ended without pay.</summary>
    Released,
}

/// <summary>
/// Asks whose cover this is. When Marketplace knows none, it first writes a refusal at that id, so that a late commit
/// loses, and answers <c>false</c>: Wallet may release it (commands.md, "verify").
/// </summary>
/// <param name="CoverId">The reserved cover.</param>
[InternalRequest]
public sealed record DisownCover(CoverId CoverId) : ICommand<CoverOwnership>;

/// <summary>Whether the asked module owns the cover.</summary>
/// <param name="Owned">True when a request or booking carries it.</param>
public sealed record CoverOwnership(bool Owned);
