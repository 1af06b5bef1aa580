using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Contracts;

/// <summary>
/// Gives a person credits or visits of a fund, in the one ledger as a commodity beside currencies. Hubs decides who is
/// entitled; Wallet keeps count. Idempotent by <paramref name="GrantId"/>.
/// </summary>
/// <param name="GrantId">Derived by the caller.</param>
/// <param name="Kind">Credit or visit.</param>
/// <param name="Fund">The fund.</param>
/// <param name="PersonId">Who may use them.</param>
/// <param name="Credits">How many, above zero.</param>
[InternalRequest]
public sealed record GrantCredits(Guid GrantId, FundingKind Kind, string Fund, PersonId PersonId, Credits Credits)
    : ICommand<CreditBalance>;

/// <summary>
/// Begins a period of a person's credits: what is unused expires, up to the cap goes over, the period's credits come;
/// all in one transaction. A credit reserved for a session of the new period counts as gone over; one reserved for an
/// earlier session and let go later goes over as far as the cap still leaves, else it expires. Idempotent by
/// <paramref name="GrantId"/>.
/// </summary>
/// <param name="GrantId">Derived by the caller.</param>
/// <param name="Fund">The fund.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="Credits">What the period brings, above zero.</param>
/// <param name="CarryOverCap">Most credits that go over.</param>
/// <param name="From">When the period began.</param>
/// <param name="Until">When it ends.</param>
/// <param name="IsFirst">True when somebody joined: nothing goes over from an earlier membership.</param>
[InternalRequest]
public sealed record BeginCreditPeriod(
    Guid GrantId,
    string Fund,
    PersonId PersonId,
    Credits Credits,
    int CarryOverCap,
    Instant From,
    Instant Until,
    bool IsFirst
) : ICommand<CreditBalance>;

/// <summary>
/// Takes back what of a person's credits is neither used nor reserved: a member left. What is reserved and let go later
/// goes back as well. Idempotent by <paramref name="GrantId"/>.
/// </summary>
/// <param name="GrantId">Derived by the caller.</param>
/// <param name="Kind">Credit or visit.</param>
/// <param name="Fund">The fund.</param>
/// <param name="PersonId">Whose.</param>
[InternalRequest]
public sealed record TakeBackCredits(Guid GrantId, FundingKind Kind, string Fund, PersonId PersonId)
    : ICommand<CreditBalance>;

/// <summary>What a person has of a fund.</summary>
/// <param name="Kind">Credit or visit.</param>
/// <param name="Fund">The fund.</param>
/// <param name="PersonId">Whose.</param>
[InternalRequest]
public sealed record GetCredits(FundingKind Kind, string Fund, PersonId PersonId) : IQuery<CreditBalance>;

/// <summary>What a person has of a fund.</summary>
/// <param name="Available">May be booked with now.</param>
/// <param name="Reserved">Set aside for bookings.</param>
public sealed record CreditBalance(Credits Available, Credits Reserved);

/// <summary>What was used of a fund over all its people: for aggregates only, never per person.</summary>
/// <param name="Kind">Credit or visit.</param>
/// <param name="Fund">The fund.</param>
[InternalRequest]
public sealed record GetFundUsage(FundingKind Kind, string Fund) : IQuery<FundUsage>;

/// <summary>What was used of a fund over all its people.</summary>
/// <param name="Granted">Given out so far, less what was taken back.</param>
/// <param name="Used">Used up so far.</param>
/// <param name="Reserved">Set aside now.</param>
/// <param name="People">How many people used at least one; below five nothing is shown (HUB-08).</param>
/// <param name="Owed">What the sponsor owes, per currency.</param>
public sealed record FundUsage(Credits Granted, Credits Used, Credits Reserved, int People, IReadOnlyList<Money> Owed);
