using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.Wallet.Features.Earnings;

/// <summary>How far an earning has come.</summary>
public enum EarningState
{
    /// <summary>It may be withdrawn from availableAt on.</summary>
    Maturing,

    /// <summary>All of it can be withdrawn.</summary>
    Available,

    /// <summary>A part was withdrawn, the rest can be.</summary>
    PartlyWithdrawn,

    /// <summary>All of it was withdrawn, and not all is paid yet.</summary>
    OnItsWay,

    /// <summary>All of it is paid.</summary>
    Paid,
}

/// <summary>Where the pennies of an earning are: available, on their way or paid; they add up to the share.</summary>
internal sealed record EarningWhereabouts(
    EarningState State,
    Money Available,
    Money OnItsWay,
    Money Paid,
    PayoutReason Reason
)
{
    public static EarningWhereabouts Of(EarningLine line, IReadOnlyList<EarningWithdrawal> withdrawals)
    {
        var nothing = Money.Zero(line.Share.Currency);
        if (line.MaturedAt is null)
        {
            return new(EarningState.Maturing, nothing, nothing, nothing, PayoutReason.Maturing);
        }

        var live = withdrawals.Where(x => x.State != WithdrawalState.Returned).ToList();
        var paid = live.Where(x => x.State == WithdrawalState.Paid).Aggregate(nothing, (sum, x) => sum + x.Amount);
        var way = live.Where(x => x.State != WithdrawalState.Paid).Aggregate(nothing, (sum, x) => sum + x.Amount);
        var left = line.Share - paid - way;
        var state =
            left == line.Share ? EarningState.Available
            : left > nothing ? EarningState.PartlyWithdrawn
            : way > nothing ? EarningState.OnItsWay
            : EarningState.Paid;
        var slowest = live.FindLast(x => x.State != WithdrawalState.Paid) ?? live.LastOrDefault();
        return new(state, left, way, paid, slowest?.Reason ?? PayoutReason.NotWithdrawn);
    }
}
