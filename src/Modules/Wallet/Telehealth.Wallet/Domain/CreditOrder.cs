using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// A grant, or what was taken back, once per id. It is kept even when there was nothing to take: an order that comes
/// again must not take what was given since.
/// </summary>
internal sealed class CreditOrder
{
    private CreditOrder() { }

    private CreditOrder(Guid id, string account, Quantity units, bool takesBack, Instant at)
    {
        Id = id;
        Account = account;
        Commodity = units.Commodity;
        Units = units.Minor;
        TakesBack = takesBack;
        OrderedAt = at;
    }

    public Guid Id { get; private set; }

    public string Account { get; private set; } = "";

    public string Commodity { get; private set; } = "";

    /// <summary>Never below zero; of what is taken back, how many there were.</summary>
    public long Units { get; private set; }

    public bool TakesBack { get; private set; }

    public Instant OrderedAt { get; private set; }

    /// <summary>Null when there was nothing to take back.</summary>
    public JournalId? JournalId { get; private set; }

    public static CreditOrder Grant(Guid id, string account, Quantity units, Instant at) =>
        new(id, account, units, takesBack: false, at);

    public static CreditOrder TakeBack(Guid id, string account, Quantity units, Instant at) =>
        new(id, account, units, takesBack: true, at);

    /// <summary>A cover was let go after the period that paid for it had ended.</summary>
    public static CreditOrder Expire(Cover cover, Instant at) =>
        new(Ids.Derive("wallet", "expired-credit", cover.Id.ToString()), cover.Account, cover.Amount, true, at);

    /// <summary>What was unused when the period of this order began, and did not go over.</summary>
    public static CreditOrder ExpireUnused(Guid order, string account, Quantity units, Instant at) =>
        new(Ids.Derive("wallet", "expired-unused", order.ToString()), account, units, takesBack: true, at);

    public bool IsGrantOf(string account, Quantity units) =>
        !TakesBack && Account == account && Commodity == units.Commodity && Units == units.Minor;

    public bool IsTakeBackFrom(string account, string commodity) =>
        TakesBack && Account == account && Commodity == commodity;

    /// <summary>The journal that carries it out; null when there is nothing to move.</summary>
    public Journal? Draft(SponsorFund fund)
    {
        if (Units == 0)
        {
            return null;
        }

        var (member, issued) = TakesBack ? (Units, -Units) : (-Units, Units);
        var journal = new Journal(
            JournalSources.Credits,
            Id.ToString(),
            OrderedAt,
            TakesBack ? "Taken back unused" : "Granted",
            [new Entry(fund.Issued, fund.Units(issued)), new Entry(Account, fund.Units(member))]
        );
        JournalId = journal.Id;
        return journal;
    }
}

internal static class CreditErrors
{
    public static readonly Error OrderMismatch = Error.Conflict(
        "wallet.credit-order-mismatch",
        "This order's id was used before, for another person, fund or number."
    );

    public static Error NotYet(Instant periodEndsAt) =>
        Error
            .Refused(
                "wallet.credits-come-later",
                "The credits for that day come with its own period, and no more of today's can be kept for it."
            )
            .With("until", periodEndsAt);

    public static readonly Error NoneLeft = Error.Refused(
        "wallet.insufficient-funds",
        "There is no session left to book with."
    );
}
