using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>How far a payout of Stripe's to our bank has come.</summary>
internal enum StripePayoutStatus
{
    OnItsWay,
    Paid,

    /// <summary>The bank sent it back, which may happen after it was said to be paid.</summary>
    Failed,
}

/// <summary>What Stripe says of a payout to our bank.</summary>
/// <param name="Id">Stripe's id.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Amount">What reaches the bank.</param>
/// <param name="Fees">What Stripe kept of the payments it stands for.</param>
internal sealed record StripePayout(string Id, StripePayoutStatus Status, Money Amount, Money Fees)
{
    /// <summary>Out of what Stripe owes us: into the bank, and into its fees.</summary>
    public Journal Book(Instant now) =>
        new(
            JournalSources.StripePayout,
            Id,
            now,
            "Stripe paid out to the bank",
            [
                Entry.Debit(Accounts.Bank, Amount),
                Entry.Debit(Accounts.StripeFees, Fees),
                Entry.Credit(Accounts.StripeClearing, Amount + Fees),
            ]
        );
}
