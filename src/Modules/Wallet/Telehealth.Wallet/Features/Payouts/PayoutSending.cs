using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// The bank has the order: what providers were owed is in transit now, and their holds end. Inside the caller's
/// transaction, one for the whole batch: either all of it is on its way, or none.
/// </summary>
internal sealed class PayoutSending(
    WalletDbContext db,
    LedgerBook ledger,
    PayoutCalendar calendar,
    IOptions<WalletOptions> options,
    IWork work,
    IClock clock
)
{
    public async Task<Error?> Send(PayoutBatch batch, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (batch.Send(now) is { } refused)
        {
            return refused;
        }

        var payouts = await db.Payouts.Where(x => x.BatchId == batch.Id && x.LeftAt == null).ToListAsync(ct);
        var withdrawals = await db
            .Withdrawals.Include(x => x.Allocations)
            .Where(x => x.BatchId == batch.Id)
            .AsSplitQuery()
            .ToDictionaryAsync(x => x.Id, ct);
        var lines = await Lines(batch.Id, ct);
        var answerDueAt = AnswerDueAt(batch, now);
        // In the order of their accounts, like every posting: no two transactions wait for each other crosswise.
        foreach (var payout in payouts.OrderBy(x => Accounts.ProviderPayable(x.ProviderId), StringComparer.Ordinal))
        {
            var withdrawal = withdrawals[payout.WithdrawalId];
            if (withdrawal.Send() is { } stuck)
            {
                return stuck;
            }

            await Post(payout, answerDueAt, now, ct);
            work.Publish(
                new PayoutSentV1(
                    withdrawal.Id,
                    withdrawal.ProviderId,
                    withdrawal.Reference,
                    withdrawal.Amount,
                    batch.PayDate,
                    payout.MaskedAccount,
                    lines[withdrawal.Id]
                ),
                $"withdrawal:{withdrawal.Id}",
                withdrawal
            );
        }

        db.BatchFacts.Add(new(batch.Id, BatchStep.Sent, work.Actor.Key, now));
        return null;
    }

    private async Task Post(Payout payout, Instant answerDueAt, Instant now, CancellationToken ct)
    {
        var payable = Accounts.ProviderPayable(payout.ProviderId);
        var journal = new Journal(
            JournalSources.Payout,
            PayoutJournals.Sent(payout.WithdrawalId),
            now,
            $"Payout {payout.Reference} sent",
            [Entry.Debit(payable, payout.Amount), Entry.Credit(Accounts.PayoutInTransit, payout.Amount)]
        );
        if (!await ledger.Post(journal, ct, Entry.Debit(payable, payout.Amount)))
        {
            throw new InvalidOperationException($"Nothing is held for withdrawal {payout.WithdrawalId}.");
        }

        payout.Send(journal.Id, answerDueAt);
    }

    /// <summary>The end of so many business days after the money should have arrived.</summary>
    private Instant AnswerDueAt(PayoutBatch batch, Instant now)
    {
        var scheme = calendar.In(batch.Currency);
        var day = LocalDate.Max(batch.PayDate, calendar.DayOf(now));
        for (var i = 0; i < options.Value.BankAnswersWithinBusinessDays; i++)
        {
            day = scheme.OnOrAfter(day.PlusDays(1));
        }

        return calendar.StartOf(day.PlusDays(1));
    }

    private async Task<Dictionary<WithdrawalId, IReadOnlyList<WithdrawnLine>>> Lines(
        PayoutBatchId batch,
        CancellationToken ct
    )
    {
        var rows = await (
            from withdrawal in db.Withdrawals
            join part in db.Allocations on withdrawal.Id equals part.WithdrawalId
            join earning in db.Earnings on part.EarningSequence equals earning.Sequence
            where withdrawal.BatchId == batch
            orderby earning.Sequence
            select new
            {
                withdrawal.Id,
                earning.BookingNumber,
                earning.ServiceName,
                earning.SuppliedAt,
                part.PlatformSupplied,
                part.AmountMinor,
                earning.Currency,
                earning.OutcomeRow,
                earning.ShareMinor,
            }
        ).ToListAsync(ct);
        return rows.GroupBy(x => x.Id)
            .ToDictionary(
                x => x.Key,
                x =>
                    (IReadOnlyList<WithdrawnLine>)
                        [
                            .. x.Select(y => new WithdrawnLine(
                                y.BookingNumber,
                                y.ServiceName,
                                y.SuppliedAt,
                                y.PlatformSupplied,
                                new(y.AmountMinor, Currency.Of(y.Currency)),
                                OutcomeTable.PaidBy(y.OutcomeRow),
                                new Money(y.ShareMinor, Currency.Of(y.Currency))
                            )),
                        ]
            );
    }
}

/// <summary>The outside ids of a payout's journals: each is posted once, whatever happens twice.</summary>
internal static class PayoutJournals
{
    public static string Sent(WithdrawalId id) => $"{id}:sent";

    public static string Settled(WithdrawalId id) => $"{id}:settled";

    public static string Returned(WithdrawalId id) => $"{id}:returned";
}
