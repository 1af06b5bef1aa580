using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Wallet.Domain;

/// <summary>What became of a booked session.</summary>
internal enum SessionOutcome
{
    Held,
    CancelledInTime,
    CancelledLate,

    /// <summary>By the provider or by staff.</summary>
    CancelledByUs,
    ClientMissed,
    ProviderMissed,

    /// <summary>A line or a device failed.</summary>
    Failed,
}

/// <summary>How much of the price is paid.</summary>
internal enum KeptShare
{
    Nothing,
    Whole,

    /// <summary>What the channel's policy says, in the version the booking carries.</summary>
    ByPolicy,
}

/// <summary>What becomes of the credit or visit.</summary>
internal enum UnitFate
{
    Returned,
    UsedUp,
    ByPolicy,
}

/// <summary>One row of the table; its id stands on every earning line.</summary>
internal sealed record OutcomeRow(string Id, SessionOutcome Outcome, FundingKind Funding, KeptShare Kept, UnitFate Unit)
{
    public Money KeptOf(Money price, int keepBasisPoints) =>
        Kept switch
        {
            KeptShare.Whole => price,
            KeptShare.ByPolicy => price.Share(keepBasisPoints),
            _ => Money.Zero(price.Currency),
        };

    public bool UsesUp(bool policySays) => Unit == UnitFate.UsedUp || (Unit == UnitFate.ByPolicy && policySays);
}

/// <summary>
/// The one table from outcome to money (WAL-16). A row that was used never changes its meaning: another rule is another
/// version, with ids of its own.
/// </summary>
internal static class OutcomeTable
{
    public const int Version = 1;

    public static IReadOnlyList<OutcomeRow> Rows { get; } = [.. Enum.GetValues<FundingKind>().SelectMany(Of)];

    public static OutcomeRow Of(SessionOutcome outcome, FundingKind funding) =>
        Rows.Single(x => x.Outcome == outcome && x.Funding == funding);

    /// <summary>What documents say of an earning: the outcome of the row that made it.</summary>
    public static PaidOutcome PaidBy(string row) => Paid(Rows.Single(x => x.Id == row).Outcome);

    /// <summary>Of the other outcomes nothing is paid, so no document ever speaks of them.</summary>
    public static PaidOutcome Paid(SessionOutcome outcome) =>
        outcome switch
        {
            SessionOutcome.Held => PaidOutcome.Held,
            SessionOutcome.CancelledLate => PaidOutcome.CancelledLate,
            SessionOutcome.ClientMissed => PaidOutcome.ClientMissed,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Nobody pays for this outcome."),
        };

    private static IEnumerable<OutcomeRow> Of(FundingKind funding)
    {
        var usedUp = funding == FundingKind.Wallet ? UnitFate.Returned : UnitFate.UsedUp;
        var byPolicy = funding == FundingKind.Wallet ? UnitFate.Returned : UnitFate.ByPolicy;
        return
        [
            Row("held", SessionOutcome.Held, KeptShare.Whole, usedUp),
            Row("cancelled-in-time", SessionOutcome.CancelledInTime, KeptShare.Nothing, UnitFate.Returned),
            Row("cancelled-late", SessionOutcome.CancelledLate, KeptShare.ByPolicy, byPolicy),
            Row("cancelled-by-us", SessionOutcome.CancelledByUs, KeptShare.Nothing, UnitFate.Returned),
            Row("client-missed", SessionOutcome.ClientMissed, KeptShare.ByPolicy, byPolicy),
            Row("provider-missed", SessionOutcome.ProviderMissed, KeptShare.Nothing, UnitFate.Returned),
            Row("failed", SessionOutcome.Failed, KeptShare.Nothing, UnitFate.Returned),
        ];

        OutcomeRow Row(string name, SessionOutcome outcome, KeptShare kept, UnitFate unit) =>
            new($"{Version}.{name}.{NameOf(funding)}", outcome, funding, kept, unit);
    }

    private static string NameOf(FundingKind funding) =>
        funding switch
        {
            FundingKind.Wallet => "wallet",
            FundingKind.Credit => "credit",
            FundingKind.Visit => "visit",
            _ => throw new ArgumentOutOfRangeException(nameof(funding)),
        };
}
