using System.Globalization;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.Wallet.Areas.Provider.Pages;

/// <summary>States and reasons in words a provider knows.</summary>
internal static class EarningWords
{
    public static (string Kind, string Word) Badge(EarningState state) =>
        state switch
        {
            EarningState.Maturing => ("muted", "Maturing"),
            EarningState.Available => ("info", "Available"),
            EarningState.PartlyWithdrawn => ("info", "Partly withdrawn"),
            EarningState.OnItsWay => ("warning", "On its way"),
            EarningState.Paid => ("success", "Paid"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static (string Kind, string Word) Badge(WithdrawalState state) =>
        state switch
        {
            WithdrawalState.AwaitingInvoice => ("warning", "Waits for its invoice"),
            WithdrawalState.InvoiceInReview => ("info", "We check your invoice"),
            WithdrawalState.Scheduled or WithdrawalState.InBatch => ("info", "Scheduled"),
            WithdrawalState.Sent => ("info", "With the bank"),
            WithdrawalState.Paid => ("success", "Paid"),
            WithdrawalState.Returned => ("danger", "Not paid"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static string Badge(InvoiceState state) =>
        state switch
        {
            InvoiceState.InReview => "We check it",
            InvoiceState.Accepted => "Accepted",
            InvoiceState.Rejected => "Not accepted",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>What became of the session, before its moment.</summary>
    public static string What(PaidOutcome outcome) =>
        outcome switch
        {
            PaidOutcome.Held => "Held",
            PaidOutcome.CancelledLate => "Cancelled late",
            PaidOutcome.ClientMissed => "Missed by the client",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    public static string Why(PayoutReason reason) =>
        reason switch
        {
            PayoutReason.Maturing => "A session can be disputed for a while. After that it is yours to withdraw.",
            PayoutReason.NotWithdrawn => "Yours to withdraw whenever you like.",
            PayoutReason.AwaitingInvoice => "We need your invoice first.",
            PayoutReason.AwaitingSelfBilledInvoice => "We are writing the invoice in your name.",
            PayoutReason.InvoiceInReview => "We look at your invoice. The day it arrived counts.",
            PayoutReason.FridayAfterRequest => "The Friday of the week after you asked.",
            PayoutReason.FridayAfterInvoice => "The Friday of the week after your invoice came.",
            PayoutReason.BankHolidayMoved => "That Friday is a bank holiday, so it is paid on another day.",
            PayoutReason.NextRun => "Its Friday has passed; the next run takes it.",
            PayoutReason.WithTheBank => "The bank has the order.",
            PayoutReason.Paid => "The bank has paid it.",
            PayoutReason.Returned => "The bank refused it or sent it back. You can withdraw it again.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };

    public static string Why(string? rejection) =>
        rejection switch
        {
            "amount-differs" => "The amount on the paper is another one.",
            "number-differs" => "The number on the paper is another one.",
            "date-wrong" => "The date on the paper is not right.",
            "not-an-invoice" => "The file is not an invoice.",
            _ => "Something on it is not right. Please write to us if you are not sure what.",
        };

    public static string Of(WithdrawalMoment moment) =>
        moment.Step switch
        {
            WithdrawalStep.Requested => "You asked for it",
            WithdrawalStep.InvoiceNeeded when moment.On is { } day => $"Invoice, by {TimeText.Day(day)}",
            WithdrawalStep.InvoiceNeeded => "Invoice",
            WithdrawalStep.InvoiceReceived => $"Your invoice {moment.Detail} came",
            WithdrawalStep.InvoiceRejected => $"We could not accept it. {Why(moment.Detail)}",
            WithdrawalStep.InvoiceAccepted when moment.On is { } day => $"Invoice issued on {TimeText.Day(day)}",
            WithdrawalStep.InvoiceAccepted => "Invoice accepted",
            WithdrawalStep.Scheduled when moment.On is { } day => $"Scheduled for {TimeText.Day(day)}",
            WithdrawalStep.Scheduled => "Scheduled",
            WithdrawalStep.Sent => "With the bank",
            WithdrawalStep.Paid when moment is { Done: false, On: { } day } => $"Paid, on {TimeText.Day(day)}",
            WithdrawalStep.Paid => "Paid",
            WithdrawalStep.Returned => $"The bank refused it or sent it back ({moment.Detail})",
            _ => throw new ArgumentOutOfRangeException(nameof(moment)),
        };

    /// <summary>An amount as a person writes it, such as 120, 120.50 or 1,200.50; null when it is none.</summary>
    public static Money? Amount(string? typed, string? code)
    {
        const NumberStyles Styles =
            NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowThousands
            | NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite;
        if (
            !Currency.TryParse(code, out var currency)
            || typed is not { Length: < 20 }
            || !decimal.TryParse(typed, Styles, CultureInfo.InvariantCulture, out var major)
        )
        {
            return null;
        }

        for (var i = 0; i < currency.Exponent; i++)
        {
            major *= 10;
        }

        return major == decimal.Truncate(major) && major < long.MaxValue ? new Money((long)major, currency) : null;
    }

    /// <summary>What a withdrawal does, before anybody agrees to it.</summary>
    public static string Consequence(WithdrawalPreview preview, LocalDate payoutDate, LocalDate invoiceBy) =>
        preview.Mode switch
        {
            InvoiceMode.None => $"It is paid on {TimeText.Day(payoutDate)}.",
            InvoiceMode.SelfBilled =>
                $"{MoneyText.Of(preview.InvoiceAmount)} of it is for sessions we sold. We write that invoice "
                    + $"in your name, as you agreed, and pay on {TimeText.Day(payoutDate)}.",
            InvoiceMode.Received =>
                $"{MoneyText.Of(preview.InvoiceAmount)} of it needs your invoice: for sessions we sold. "
                    + $"It is paid on {TimeText.Day(payoutDate)} if your invoice arrives by {TimeText.Day(invoiceBy)}; "
                    + "each week later is a Friday later.",
            _ => throw new ArgumentOutOfRangeException(nameof(preview)),
        };
}
