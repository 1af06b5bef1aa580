using Microsoft.EntityFrameworkCore;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>
/// Earnings, what may be withdrawn of them and what withdrawals took: each penny of an earning once (WAL-07). Each
/// check is one statement, so that it sees one moment of a running system.
/// </summary>
internal sealed class PayoutChecks(WalletDbContext db)
{
    public async Task<IReadOnlyList<VerificationCheck>> Run(CancellationToken ct) =>
        [
            await LedgerChecks.Check("earnings-allocated-once", WronglyAllocated(), ct),
            await LedgerChecks.Check("only-matured-earnings-withdrawn", WithdrawnTooEarly(), ct),
            await LedgerChecks.Check("withdrawals-equal-their-lines", WrongSums(), ct),
            await LedgerChecks.Check("withdrawable-equals-matured-less-withdrawn", WrongWithdrawables(), ct),
            await LedgerChecks.Check("matured-earnings-have-their-floor", MissingWithdrawables(), ct),
            await LedgerChecks.Check("scheduled-withdrawals-have-their-day", WithoutDay(), ct),
            await LedgerChecks.Check("withdrawals-agree-with-their-invoices", WrongInvoices(), ct),
        ];

    private IQueryable<string> WronglyAllocated() =>
        db
            .Earnings.Where(x =>
                x.AllocatedMinor
                != (
                    db.Allocations.Where(y =>
                            y.EarningSequence == x.Sequence
                            && db.Withdrawals.Any(z => z.Id == y.WithdrawalId && z.State != WithdrawalState.Returned)
                        )
                        .Sum(y => (long?)y.AmountMinor)
                    ?? 0
                )
            )
            .Select(x => "earning " + x.Sequence + " allocated " + x.AllocatedMinor);

    private IQueryable<string> WithdrawnTooEarly() =>
        db.Earnings.Where(x => x.AllocatedMinor > 0 && x.MaturedAt == null).Select(x => "earning " + x.Sequence);

    private IQueryable<string> WrongSums() =>
        db
            .Withdrawals.Where(x =>
                x.AmountMinor <= 0
                || x.AmountMinor
                    != (db.Allocations.Where(y => y.WithdrawalId == x.Id).Sum(y => (long?)y.AmountMinor) ?? 0)
                || x.InvoiceMinor
                    != (
                        db.Allocations.Where(y => y.WithdrawalId == x.Id && y.PlatformSupplied)
                            .Sum(y => (long?)y.AmountMinor)
                        ?? 0
                    )
                || (x.InvoiceMinor == 0) != (x.Mode == InvoiceMode.None)
            )
            .Select(x => "withdrawal " + x.Reference);

    private IQueryable<string> WrongWithdrawables() =>
        db
            .Withdrawables.Where(x =>
                x.AmountMinor
                != (
                    db.Earnings.Where(y =>
                            y.ProviderId == x.ProviderId && y.Currency == x.Currency && y.MaturedAt != null
                        )
                        .Sum(y => (long?)(y.ShareMinor - y.AllocatedMinor))
                    ?? 0
                )
            )
            .Select(x => "provider " + x.ProviderId + " " + x.Currency + " withdrawable " + x.AmountMinor);

    private IQueryable<string> MissingWithdrawables() =>
        db
            .Earnings.Where(x =>
                x.MaturedAt != null
                && x.ShareMinor > 0
                && !db.Withdrawables.Any(y => y.ProviderId == x.ProviderId && y.Currency == x.Currency)
            )
            .Select(x => "earning " + x.Sequence);

    private IQueryable<string> WithoutDay() =>
        db
            .Withdrawals.Where(x =>
                (x.State == WithdrawalState.AwaitingInvoice || x.State == WithdrawalState.InvoiceInReview)
                != (x.PayoutDate == null)
            )
            .Select(x => "withdrawal " + x.Reference + " " + x.State);

    private IQueryable<string> WrongInvoices() =>
        db
            .Withdrawals.Where(x =>
                x.Mode == InvoiceMode.Received
                && (
                    (x.State == WithdrawalState.InvoiceInReview)
                        != db.ReceivedInvoices.Any(y => y.WithdrawalId == x.Id && y.State == InvoiceState.InReview)
                    || (x.PayoutDate != null)
                        != db.ReceivedInvoices.Any(y =>
                            y.WithdrawalId == x.Id
                            && y.State == InvoiceState.Accepted
                            && y.AmountMinor == x.InvoiceMinor
                            && y.Currency == x.Currency
                        )
                )
            )
            .Select(x => "withdrawal " + x.Reference);
}
