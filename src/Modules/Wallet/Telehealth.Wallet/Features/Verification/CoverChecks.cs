using Microsoft.EntityFrameworkCore;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>What the module's own rows say of each other: covers, earnings and top-ups against the ledger.</summary>
internal sealed class CoverChecks(WalletDbContext db)
{
    public async Task<IReadOnlyList<VerificationCheck>> Run(CancellationToken ct) =>
        [
            await LedgerChecks.Check("posted-covers-have-one-journal", PostedWithoutJournal(), ct),
            await LedgerChecks.Check("cover-journals-have-their-cover", JournalsWithoutCover(), ct),
            await LedgerChecks.Check("confirmed-covers-carry-an-attempt", ConfirmedWithoutAttempt(), ct),
            await LedgerChecks.Check("earnings-equal-their-journal", WrongEarnings(), ct),
            await LedgerChecks.Check("income-and-tax-equal-their-journal", WrongIncome(), ct),
            await LedgerChecks.Check("posted-covers-have-one-earning", PostedWithoutEarning(), ct),
            await LedgerChecks.Check("top-ups-have-one-journal", WrongTopUps(), ct),
            await LedgerChecks.Check("top-up-journals-have-their-top-up", JournalsWithoutTopUp(), ct),
        ];

    private IQueryable<string> PostedWithoutJournal() =>
        db
            .Covers.Where(x =>
                (
                    x.State == CoverState.Posted
                    && !db.Journals.Any(y =>
                        y.Id == x.JournalId
                        && y.Source == JournalSources.Cover
                        && (
                            // The unit went back: only money was posted.
                            (x.Fund != null && x.AmountMinor == 0)
                            || y.Postings.Any(z =>
                                z.Account == x.Account && z.Commodity == x.Commodity && z.AmountMinor == x.AmountMinor
                            )
                        )
                    )
                ) || (x.State != CoverState.Posted && x.JournalId != null)
            )
            .Select(x => "cover " + x.Id);

    private IQueryable<string> JournalsWithoutCover() =>
        db
            .Journals.Where(x =>
                x.Source == JournalSources.Cover
                && db.Covers.Count(y => y.State == CoverState.Posted && y.JournalId == x.Id) != 1
            )
            .Select(x => "journal " + x.Id);

    private IQueryable<string> ConfirmedWithoutAttempt() =>
        db.Covers.Where(x => x.State == CoverState.Confirmed && x.Attempt < 1).Select(x => "cover " + x.Id);

    private IQueryable<string> WrongEarnings() =>
        db
            .Earnings.Where(x =>
                x.PriceMinor != x.CommissionNetMinor + x.CommissionVatMinor + x.ShareMinor
                || (
                    x.ShareMinor != 0
                    && !db.Postings.Any(y =>
                        y.JournalId == x.JournalId && y.Commodity == x.Currency && y.AmountMinor == -x.ShareMinor
                    )
                )
            )
            .Select(x => "booking " + x.BookingNumber);

    /// <summary>Under agency the commission is income; of the platform's own sale, the price without its tax.</summary>
    private IQueryable<string> WrongIncome() =>
        db
            .Earnings.Select(x => new
            {
                x.BookingNumber,
                x.PlatformSupplied,
                x.PriceMinor,
                x.CommissionNetMinor,
                x.CommissionVatMinor,
                x.ShareMinor,
                x.SaleTaxMinor,
                Commission = -db
                    .Postings.Where(y => y.JournalId == x.JournalId && y.Account == Accounts.Commission)
                    .Sum(y => (long?)y.AmountMinor)
                    ?? 0,
                Sale = -db
                    .Postings.Where(y => y.JournalId == x.JournalId && y.Account == Accounts.PlatformSales)
                    .Sum(y => (long?)y.AmountMinor)
                    ?? 0,
                Tax = -db
                    .Postings.Where(y => y.JournalId == x.JournalId && y.Account == Accounts.VatOutput)
                    .Sum(y => (long?)y.AmountMinor)
                    ?? 0,
                Cost = db.Postings.Where(y => y.JournalId == x.JournalId && y.Account == Accounts.ProviderCost)
                    .Sum(y => (long?)y.AmountMinor)
                    ?? 0,
            })
            .Where(x =>
                x.Tax != x.CommissionVatMinor + x.SaleTaxMinor
                || (
                    x.PlatformSupplied
                    && (
                        x.Sale != x.PriceMinor - x.SaleTaxMinor
                        || x.Cost != x.ShareMinor
                        || x.Commission != 0
                        || x.CommissionVatMinor != 0
                    )
                )
                || (
                    !x.PlatformSupplied
                    && (x.Commission != x.CommissionNetMinor || x.Sale != 0 || x.Cost != 0 || x.SaleTaxMinor != 0)
                )
            )
            .Select(x => "booking " + x.BookingNumber);

    private IQueryable<string> PostedWithoutEarning() =>
        db
            .Covers.Where(x =>
                x.State == CoverState.Posted
                && db.Earnings.Count(y => y.CoverId == x.Id && y.JournalId == x.JournalId) != 1
            )
            .Select(x => "cover " + x.Id);

    private IQueryable<string> WrongTopUps() =>
        db
            .TopUps.Where(x =>
                (x.Status == TopUpStatus.Succeeded) != (x.JournalId != null)
                || (
                    x.JournalId != null
                    && !db.Journals.Any(y =>
                        y.Id == x.JournalId
                        && y.Source == JournalSources.Stripe
                        && y.ExternalId == x.PaymentIntentId
                        && y.Postings.Any(z => z.AmountMinor == x.AmountMinor && z.Commodity == x.Currency)
                    )
                )
            )
            .Select(x => "top-up " + x.Id);

    private IQueryable<string> JournalsWithoutTopUp() =>
        db
            .Journals.Where(x => x.Source == JournalSources.Stripe && db.TopUps.Count(y => y.JournalId == x.Id) != 1)
            .Select(x => "journal " + x.Id);
}
