using NodaTime;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>Why money is paid when it is paid, or is not paid yet.</summary>
public enum PayoutReason
{
    /// <summary>It may be withdrawn from availableAt on: until then the session can be disputed.</summary>
    Maturing,

    /// <summary>It can be withdrawn, and nobody has asked for it.</summary>
    NotWithdrawn,

    /// <summary>The provider's own invoice is missing.</summary>
    AwaitingInvoice,

    /// <summary>The platform is about to issue the invoice in the provider's name.</summary>
    AwaitingSelfBilledInvoice,

    /// <summary>The provider's invoice is there and finance looks at it.</summary>
    InvoiceInReview,

    /// <summary>The Friday of the week after the request.</summary>
    FridayAfterRequest,

    /// <summary>The Friday of the week after the invoice was received.</summary>
    FridayAfterInvoice,

    /// <summary>That Friday is a bank holiday, so it is paid on another day.</summary>
    BankHolidayMoved,

    /// <summary>Its Friday has passed: the next run takes it.</summary>
    NextRun,

    /// <summary>The bank has the order and has not answered yet.</summary>
    WithTheBank,

    /// <summary>It was paid.</summary>
    Paid,

    /// <summary>The bank sent it back: it can be withdrawn again.</summary>
    Returned,
}

/// <summary>What must stand before the bank gets the order.</summary>
public enum PayoutCondition
{
    /// <summary>The invoice for the platform-supplied part.</summary>
    Invoice,

    /// <summary>Finance accepts the invoice that was sent.</summary>
    InvoiceAccepted,

    /// <summary>Bank details that are known and not in their cooling period; without them the payout waits.</summary>
    BankDetails,
}

/// <summary>When a withdrawal is paid, and why then.</summary>
internal sealed record PayoutForecast(
    PayoutReason Reason,
    LocalDate? ExpectedOn,
    LocalDate? InvoiceBy,
    IReadOnlyList<PayoutCondition> Conditions
)
{
    public static PayoutForecast Of(Withdrawal withdrawal, PayoutCalendar calendar, LocalDate today) =>
        withdrawal.State switch
        {
            WithdrawalState.AwaitingInvoice => new(
                withdrawal.Mode == InvoiceMode.SelfBilled
                    ? PayoutReason.AwaitingSelfBilledInvoice
                    : PayoutReason.AwaitingInvoice,
                calendar.In(withdrawal.Currency).PayoutDate(today),
                PayoutCalendar.LastDayFor(today),
                [PayoutCondition.Invoice, PayoutCondition.BankDetails]
            ),
            WithdrawalState.InvoiceInReview => new(
                PayoutReason.InvoiceInReview,
                null,
                null,
                [PayoutCondition.InvoiceAccepted, PayoutCondition.BankDetails]
            ),
            WithdrawalState.Scheduled or WithdrawalState.InBatch => Scheduled(
                withdrawal,
                calendar.In(withdrawal.Currency),
                today
            ),
            WithdrawalState.Sent => new(PayoutReason.WithTheBank, withdrawal.PayoutDate, null, []),
            WithdrawalState.Paid => new(
                PayoutReason.Paid,
                withdrawal.SettledAt is { } at ? calendar.DayOf(at) : withdrawal.PayoutDate,
                null,
                []
            ),
            WithdrawalState.Returned => new(PayoutReason.Returned, null, null, []),
            _ => throw new ArgumentOutOfRangeException(nameof(withdrawal)),
        };

    private static PayoutForecast Scheduled(Withdrawal withdrawal, PayoutCalendar calendar, LocalDate today)
    {
        var (receivedOn, payoutDate) = (withdrawal.ReceivedOn!.Value, withdrawal.PayoutDate!.Value);
        var reason =
            payoutDate < today ? PayoutReason.NextRun
            : calendar.IsMoved(receivedOn) ? PayoutReason.BankHolidayMoved
            : withdrawal.Mode == InvoiceMode.None ? PayoutReason.FridayAfterRequest
            : PayoutReason.FridayAfterInvoice;
        var expected = payoutDate < today ? calendar.NextRun(today) : payoutDate;
        return new(reason, expected, null, [PayoutCondition.BankDetails]);
    }
}
