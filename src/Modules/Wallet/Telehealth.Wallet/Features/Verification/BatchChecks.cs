using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>
/// The invariants of payouts on their way (WAL-10, WAL-17). Each is one statement, so that it sees one moment of a
/// running system.
/// </summary>
internal sealed class BatchChecks(WalletDbContext db)
{
    public async Task<IReadOnlyList<VerificationCheck>> Run(CancellationToken ct) =>
        [
            await LedgerChecks.Check("payouts-have-exactly-their-journals", WithoutJournals(), ct),
            await LedgerChecks.Check("payout-journals-have-their-payout", WithoutPayout(), ct),
            await LedgerChecks.Check("in-transit-equals-unanswered-payouts", WrongInTransit(), ct),
            await LedgerChecks.Check("withdrawals-in-one-batch", InTwoBatches(), ct),
            await LedgerChecks.Check("batched-withdrawals-have-their-payout", WithoutBatch(), ct),
            await LedgerChecks.Check("batches-approved-by-a-second-person", OnePair(), ct),
            await LedgerChecks.Check("batches-count-their-payouts", Miscounted(), ct),
        ];

    private IQueryable<string> WithoutJournals() =>
        db
            .Withdrawals.Where(x =>
                (
                    x.State == WithdrawalState.Sent
                    && !db.Payouts.Any(y =>
                        y.WithdrawalId == x.Id
                        && y.LeftAt == null
                        && y.SentJournalId != null
                        && y.SettledJournalId == null
                        && y.ReturnedJournalId == null
                    )
                )
                || (
                    x.State == WithdrawalState.Paid
                    && !db.Payouts.Any(y =>
                        y.WithdrawalId == x.Id
                        && y.LeftAt == null
                        && y.SentJournalId != null
                        && y.SettledJournalId != null
                        && y.ReturnedJournalId == null
                    )
                )
                || (
                    x.State == WithdrawalState.Returned
                    && !db.Payouts.Any(y =>
                        y.WithdrawalId == x.Id
                        && y.LeftAt == null
                        && y.SentJournalId != null
                        && y.ReturnedJournalId != null
                    )
                )
            )
            .Select(x => "withdrawal " + x.Id);

    private IQueryable<string> WithoutPayout() =>
        db
            .Journals.Where(x =>
                x.Source == JournalSources.Payout
                && !db.Payouts.Any(y =>
                    y.SentJournalId == x.Id || y.SettledJournalId == x.Id || y.ReturnedJournalId == x.Id
                )
            )
            .Select(x => "journal " + x.Id);

    private IQueryable<string> WrongInTransit() =>
        db
            .Payouts.Select(x => x.Currency)
            .Union(db.Postings.Where(x => x.Account == Accounts.PayoutInTransit).Select(x => x.Commodity))
            .Where(currency =>
                (
                    db.Payouts.Where(x =>
                            x.Currency == currency
                            && x.SentJournalId != null
                            && x.SettledJournalId == null
                            && x.ReturnedJournalId == null
                        )
                        .Sum(x => (long?)x.AmountMinor)
                    ?? 0
                )
                != -(
                    db.Postings.Where(x => x.Account == Accounts.PayoutInTransit && x.Commodity == currency)
                        .Sum(x => (long?)x.AmountMinor)
                    ?? 0
                )
            );

    private IQueryable<string> InTwoBatches() =>
        db
            .Payouts.Where(x => x.LeftAt == null)
            .GroupBy(x => x.WithdrawalId)
            .Where(x => x.Count() > 1)
            .Select(x => "withdrawal " + x.Key);

    private IQueryable<string> WithoutBatch() =>
        db
            .Withdrawals.Where(x =>
                x.State == WithdrawalState.InBatch
                && !db.Payouts.Any(y => y.WithdrawalId == x.Id && y.BatchId == x.BatchId && y.LeftAt == null)
            )
            .Select(x => "withdrawal " + x.Id);

    private IQueryable<string> OnePair() =>
        db
            .PayoutBatches.Where(x =>
                x.State != PayoutBatchState.Gathered
                && x.State != PayoutBatchState.Reviewed
                && x.State != PayoutBatchState.Abandoned
                && (
                    x.ApprovedBy == null
                    || x.ReviewedBy == null
                    || x.ApprovedBy == x.PreparedBy
                    || x.ApprovedBy == x.ReviewedBy
                )
            )
            .Select(x => "batch " + x.Id);

    private IQueryable<string> Miscounted() =>
        db
            .PayoutBatches.Where(x =>
                x.State != PayoutBatchState.Abandoned
                && (
                    x.Count != db.Payouts.Count(y => y.BatchId == x.Id && y.LeftAt == null)
                    || x.OpenCount
                        != db.Payouts.Count(y =>
                            y.BatchId == x.Id
                            && y.LeftAt == null
                            && y.SettledJournalId == null
                            && y.ReturnedJournalId == null
                        )
                )
            )
            .Select(x => "batch " + x.Id);
}
