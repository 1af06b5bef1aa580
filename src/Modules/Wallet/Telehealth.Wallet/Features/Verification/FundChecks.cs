using Microsoft.EntityFrameworkCore;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>
/// Credits and visits: every unit was ordered, is used up by one cover, and the sponsor owes what its covers cost.
/// </summary>
internal sealed class FundChecks(WalletDbContext db)
{
    public async Task<IReadOnlyList<VerificationCheck>> Run(CancellationToken ct) =>
        [
            await LedgerChecks.Check("credit-orders-equal-their-journal", WrongOrders(), ct),
            await LedgerChecks.Check("credits-journals-have-their-order", JournalsWithoutOrder(), ct),
            await LedgerChecks.Check("units-used-equal-their-covers", WrongUnits(), ct),
            await LedgerChecks.Check("sponsors-owe-what-their-covers-cost", WrongDebts(), ct),
            await LedgerChecks.Check("sponsored-covers-are-whole", HalfCovers(), ct),
            await LedgerChecks.Check("credits-stay-within-allotment-and-cap", TooManyCredits(), ct),
        ];

    private IQueryable<string> WrongOrders() =>
        db
            .CreditOrders.Where(x =>
                (x.JournalId == null) != (x.Units == 0)
                || (
                    x.JournalId != null
                    && !db.Postings.Any(y =>
                        y.JournalId == x.JournalId
                        && y.Account == x.Account
                        && y.Commodity == x.Commodity
                        && y.AmountMinor == (x.TakesBack ? x.Units : -x.Units)
                    )
                )
            )
            .Select(x => "order " + x.Id);

    private IQueryable<string> JournalsWithoutOrder() =>
        db
            .Journals.Where(x => x.Source == JournalSources.Credits && !db.CreditOrders.Any(y => y.JournalId == x.Id))
            .Select(x => "journal " + x.Id);

    private IQueryable<string> WrongUnits() =>
        db
            .Covers.Where(x => x.Fund != null && x.State == CoverState.Posted)
            .Where(x =>
                (
                    db.Postings.Where(y =>
                            y.JournalId == x.JournalId
                            && y.Commodity == x.Commodity
                            && y.Account == Accounts.CreditsUsedPrefix + x.Fund
                        )
                        .Sum(y => (long?)y.AmountMinor)
                    ?? 0
                ) != -x.AmountMinor
            )
            .Select(x => "cover " + x.Id);

    /// <summary>What is posted for a cover; a sponsor's payments are journals of another source.</summary>
    private IQueryable<string> WrongDebts() =>
        from earning in db.Earnings
        join cover in db.Covers on earning.CoverId equals cover.Id
        let owed = db.Postings.Where(y =>
                y.JournalId == earning.JournalId && y.Account.StartsWith(Accounts.SponsorReceivablePrefix)
            )
            .Sum(y => (long?)y.AmountMinor)
            ?? 0
        let own = db.Postings.Where(y =>
                y.JournalId == earning.JournalId
                && y.Commodity == earning.Currency
                && y.Account == Accounts.SponsorReceivablePrefix + cover.Fund
            )
            .Sum(y => (long?)y.AmountMinor)
            ?? 0
        where owed != own || own != (cover.Fund == null ? 0 : earning.PriceMinor)
        select "booking " + earning.BookingNumber;

    /// <summary>Available or reserved for sessions from this period on; not what waits for its outcome.</summary>
    private IQueryable<string> TooManyCredits() =>
        from period in db.CreditPeriods
        join balance in db.Balances
            on new { period.Account, period.Commodity } equals new { balance.Account, balance.Commodity }
        let late = db.Covers.Count(x =>
            x.Account == period.Account
            && x.Commodity == period.Commodity
            && x.PeriodEndsAt <= period.StartsAt
            && (x.State == CoverState.Reserved || x.State == CoverState.Confirmed)
        )
        where
            balance.PostedMinor - late
            > period.Allotted + (period.CarriedOver > period.Cap ? period.CarriedOver : period.Cap)
        select "credits of " + period.Account;

    private IQueryable<string> HalfCovers() =>
        db
            .Covers.Where(x =>
                (x.Kind == CoverKind.Credit || x.Kind == CoverKind.Visit) != (x.Fund != null)
                || (x.Fund != null && (x.PriceMinor == null || x.PriceCurrency == null || x.AmountMinor > 1))
            )
            .Select(x => "cover " + x.Id);
}
