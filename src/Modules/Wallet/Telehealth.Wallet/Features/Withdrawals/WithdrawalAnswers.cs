using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>A withdrawal of matured earnings.</summary>
/// <param name="Id">The withdrawal.</param>
/// <param name="Reference">What stands on the bank statement.</param>
/// <param name="ProviderId">Whose it is.</param>
/// <param name="Amount">The whole.</param>
/// <param name="InvoiceAmount">The part that needs an invoice; zero when nothing does.</param>
/// <param name="Mode">Whose invoice.</param>
/// <param name="State">How far it has come.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ReceivedOn">The day its invoice counts as received, or null.</param>
/// <param name="PayoutDate">The day it was scheduled for, or null while something is missing.</param>
/// <param name="ExpectedOn">The day it is paid as things stand, if a missing invoice comes in time.</param>
/// <param name="InvoiceBy">The last day the invoice may arrive for that, or null when none is missing.</param>
/// <param name="Reason">Why then.</param>
/// <param name="Conditions">What must stand before the bank gets the order; without bank details it waits.</param>
/// <param name="SettledAt">When the bank paid it or sent it back, or null.</param>
/// <param name="ReturnReason">Why the bank sent it back, as its ISO 20022 code, or null.</param>
public sealed record WithdrawalAnswer(
    WithdrawalId Id,
    string Reference,
    ProviderId ProviderId,
    Money Amount,
    Money InvoiceAmount,
    InvoiceMode Mode,
    WithdrawalState State,
    Instant RequestedAt,
    LocalDate? ReceivedOn,
    LocalDate? PayoutDate,
    LocalDate? ExpectedOn,
    LocalDate? InvoiceBy,
    PayoutReason Reason,
    IReadOnlyList<PayoutCondition> Conditions,
    Instant? SettledAt,
    string? ReturnReason
)
{
    internal static WithdrawalAnswer Of(Withdrawal row, PayoutCalendar calendar, Instant now)
    {
        var forecast = PayoutForecast.Of(row, calendar, calendar.DayOf(now));
        return new(
            row.Id,
            row.Reference,
            row.ProviderId,
            row.Amount,
            row.InvoiceAmount,
            row.Mode,
            row.State,
            row.RequestedAt,
            row.ReceivedOn,
            row.PayoutDate,
            forecast.ExpectedOn,
            forecast.InvoiceBy,
            forecast.Reason,
            forecast.Conditions,
            row.SettledAt,
            row.ReturnReason
        );
    }
}

/// <summary>One step in the life of a withdrawal.</summary>
/// <param name="Step">What happened or comes.</param>
/// <param name="Done">True when it has happened.</param>
/// <param name="At">When it happened, or null.</param>
/// <param name="On">The day it is to happen, or null when that is open.</param>
/// <param name="Detail">The invoice's number, or the code of a reason, or null.</param>
public sealed record WithdrawalMoment(
    WithdrawalStep Step,
    bool Done,
    Instant? At = null,
    LocalDate? On = null,
    string? Detail = null
);

/// <summary>The steps in the life of a withdrawal.</summary>
public enum WithdrawalStep
{
    /// <summary>The provider asked for it; the amount left "available".</summary>
    Requested,

    /// <summary>An invoice for the platform-supplied part is to come.</summary>
    InvoiceNeeded,

    /// <summary>The provider's invoice arrived; detail is its number.</summary>
    InvoiceReceived,

    /// <summary>Finance did not accept it; detail is the reason's code.</summary>
    InvoiceRejected,

    /// <summary>Finance accepted it, or the platform issued it.</summary>
    InvoiceAccepted,

    /// <summary>It has its payout date.</summary>
    Scheduled,

    /// <summary>The bank has the order.</summary>
    Sent,

    /// <summary>The bank paid it.</summary>
    Paid,

    /// <summary>The bank sent it back; detail is the bank's reason.</summary>
    Returned,
}

/// <summary>Tells the life of a withdrawal: what happened, in order, then what comes.</summary>
internal static class WithdrawalTimeline
{
    public static IReadOnlyList<WithdrawalMoment> Of(
        Withdrawal row,
        IEnumerable<ReceivedInvoice> invoices,
        PayoutForecast forecast
    )
    {
        var moments = new List<WithdrawalMoment> { new(WithdrawalStep.Requested, true, row.RequestedAt) };
        foreach (var invoice in invoices.OrderBy(x => x.Sequence))
        {
            moments.Add(new(WithdrawalStep.InvoiceReceived, true, invoice.ReceivedAt, Detail: invoice.Number));
            if (invoice.State == InvoiceState.Rejected)
            {
                moments.Add(new(WithdrawalStep.InvoiceRejected, true, invoice.DecidedAt, Detail: invoice.ReasonCode));
            }
            else if (invoice.State == InvoiceState.Accepted)
            {
                moments.Add(new(WithdrawalStep.InvoiceAccepted, true, invoice.DecidedAt));
            }
        }

        if (row.Mode == InvoiceMode.SelfBilled && row.ReceivedOn is { } issued)
        {
            moments.Add(new(WithdrawalStep.InvoiceAccepted, true, On: issued));
        }

        AddWhatComes(moments, row, forecast);
        return moments;
    }

    private static void AddWhatComes(List<WithdrawalMoment> moments, Withdrawal row, PayoutForecast forecast)
    {
        var scheduled = row.PayoutDate is not null;
        if (row.State == WithdrawalState.AwaitingInvoice)
        {
            moments.Add(new(WithdrawalStep.InvoiceNeeded, false, On: forecast.InvoiceBy));
        }
        else if (row.State == WithdrawalState.InvoiceInReview)
        {
            moments.Add(new(WithdrawalStep.InvoiceAccepted, false));
        }

        moments.Add(new(WithdrawalStep.Scheduled, scheduled, On: row.PayoutDate));
        var sent = row.State is WithdrawalState.Sent or WithdrawalState.Paid or WithdrawalState.Returned;
        moments.Add(new(WithdrawalStep.Sent, sent));
        moments.Add(
            row.State == WithdrawalState.Returned
                ? new(WithdrawalStep.Returned, true, row.SettledAt, Detail: row.ReturnReason)
                : new(WithdrawalStep.Paid, row.State == WithdrawalState.Paid, row.SettledAt, forecast.ExpectedOn)
        );
    }
}
