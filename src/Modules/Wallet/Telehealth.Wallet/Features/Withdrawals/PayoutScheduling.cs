using Microsoft.Extensions.Logging;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>Gives a withdrawal its payout date, inside the caller's transaction (WAL-09).</summary>
internal sealed partial class PayoutScheduling(PayoutCalendar calendar, IWork work, ILogger<PayoutScheduling> log)
{
    /// <summary>
    /// Everything is there since <paramref name="received"/>. A date that is over already, since acceptance took
    /// longer, stays for the record: the next run takes what is due by then.
    /// </summary>
    public Error? Schedule(Withdrawal withdrawal, Instant received)
    {
        var receivedOn = calendar.DayOf(received);
        var scheme = calendar.In(withdrawal.Currency);
        var payoutDate = scheme.PayoutDate(receivedOn);
        if (withdrawal.Schedule(receivedOn, payoutDate) is { } refused)
        {
            return refused;
        }

        if (!scheme.Knows(payoutDate))
        {
            HolidaysUnknown(log, payoutDate.Year);
        }

        work.Publish(
            new PayoutScheduledV1(
                withdrawal.Id,
                withdrawal.ProviderId,
                withdrawal.Reference,
                withdrawal.Amount,
                payoutDate
            ),
            PartitionOf(withdrawal.Id),
            withdrawal
        );
        return null;
    }

    /// <summary>Every event of a withdrawal is ordered among its own.</summary>
    public static string PartitionOf(WithdrawalId id) => $"withdrawal:{id}";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No bank holidays are known for {Year}: renew Wallet:Payouts:HolidaysFile"
    )]
    private static partial void HolidaysUnknown(ILogger log, int year);
}
