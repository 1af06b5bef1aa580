using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

/// <summary>
/// The invariants of the ledger itself (standards §3). Each is one statement, so that it sees one moment of a running
/// system and may be asked at any time.
/// </summary>
internal sealed class LedgerChecks(WalletDbContext db)
{
    public const int MostDifferences = 20;

    public async Task<IReadOnlyList<VerificationCheck>> Run(CancellationToken ct) =>
        [
            await Check("journals-balanced", Unbalanced(), ct),
            await Check("journals-have-two-lines", TooShort(), ct),
            await Check("journals-unique-by-source", Doubled(), ct),
            await Check("accounts-sum-to-zero", NonZeroCommodities(), ct),
            await Guards(ct),
            await Check("floors-equal-postings-and-holds", WrongFloors(), ct),
            await Check("floors-exist", MissingFloors(), ct),
            await Check("floors-not-overdrawn", Overdrawn(), ct),
            await Check("reversals-mirror-their-original", UnmirroredReversals(), ct),
            await Check("reversals-not-reversed", ReversedReversals(), ct),
            await Check("snapshots-equal-postings", WrongSnapshots(), ct),
        ];

    public static async Task<VerificationCheck> Check(
        string name,
        IQueryable<string> differences,
        CancellationToken ct
    ) => new(name, await differences.Take(MostDifferences).ToListAsync(ct));

    private IQueryable<string> Unbalanced() =>
        db
            .Postings.GroupBy(x => new { x.JournalId, x.Commodity })
            .Where(x => x.Sum(y => y.AmountMinor) != 0)
            .Select(x => "journal " + x.Key.JournalId + " " + x.Key.Commodity);

    private IQueryable<string> TooShort() =>
        db.Journals.Where(x => db.Postings.Count(y => y.JournalId == x.Id) < 2).Select(x => "journal " + x.Id);

    private IQueryable<string> Doubled() =>
        db
            .Journals.GroupBy(x => new { x.Source, x.ExternalId })
            .Where(x => x.Count() > 1)
            .Select(x => x.Key.Source + "/" + x.Key.ExternalId);

    private IQueryable<string> NonZeroCommodities() =>
        db
            .Postings.GroupBy(x => x.Commodity)
            .Where(x => x.Sum(y => y.AmountMinor) != 0)
            .Select(x => x.Key + " " + x.Sum(y => y.AmountMinor));

    private IQueryable<string> WrongFloors() =>
        db
            .Balances.Where(x =>
                x.PostedMinor
                    != -(
                        db.Postings.Where(y => y.Account == x.Account && y.Commodity == x.Commodity)
                            .Sum(y => (long?)y.AmountMinor)
                        ?? 0
                    )
                || x.HeldMinor
                    != (
                        db.Covers.Where(y =>
                                y.Account == x.Account
                                && y.Commodity == x.Commodity
                                && (y.State == CoverState.Reserved || y.State == CoverState.Confirmed)
                            )
                            .Sum(y => (long?)y.AmountMinor)
                        ?? 0
                    )
                        + (
                            db.Withdrawals.Where(y =>
                                    y.Account == x.Account
                                    && y.Currency == x.Commodity
                                    && Withdrawal.HeldStates.Contains(y.State)
                                )
                                .Sum(y => (long?)y.AmountMinor)
                            ?? 0
                        )
            )
            .Select(x => x.Account + " " + x.Commodity + " posted " + x.PostedMinor + " held " + x.HeldMinor);

    private IQueryable<string> MissingFloors() =>
        db
            .Postings.Where(x =>
                (
                    x.Account.StartsWith(Accounts.ClientWalletPrefix)
                    || x.Account.StartsWith(Accounts.ProviderPayablePrefix)
                    || x.Account.StartsWith(Accounts.CreditsPrefix)
                ) && !db.Balances.Any(y => y.Account == x.Account && y.Commodity == x.Commodity)
            )
            .Select(x => x.Account + " " + x.Commodity)
            .Distinct();

    private IQueryable<string> Overdrawn() =>
        db
            .Balances.Where(x => x.PostedMinor - x.HeldMinor < 0 || x.HeldMinor < 0)
            .Select(x => x.Account + " " + x.Commodity);

    /// <summary>A reversal has as many lines as its original, each the mirror of the same line there.</summary>
    private IQueryable<string> UnmirroredReversals() =>
        db
            .Journals.Where(x => x.ReversesId != null)
            .Where(x =>
                db.Postings.Count(y => y.JournalId == x.Id) != db.Postings.Count(y => y.JournalId == x.ReversesId)
                || db.Postings.Any(y =>
                    y.JournalId == x.Id
                    && !db.Postings.Any(z =>
                        z.JournalId == x.ReversesId
                        && z.Line == y.Line
                        && z.Account == y.Account
                        && z.Commodity == y.Commodity
                        && z.AmountMinor == -y.AmountMinor
                    )
                )
            )
            .Select(x => "journal " + x.Id);

    private IQueryable<string> ReversedReversals() =>
        db
            .Journals.Where(x =>
                x.ReversesId != null && db.Journals.Any(y => y.Id == x.ReversesId && y.ReversesId != null)
            )
            .Select(x => "journal " + x.Id);

    private IQueryable<string> WrongSnapshots() =>
        db
            .Snapshots.Where(x =>
                x.BalanceMinor
                != (
                    db.Postings.Where(y =>
                            y.Account == x.Account && y.Commodity == x.Commodity && y.Sequence <= x.ThroughSequence
                        )
                        .Sum(y => (long?)y.AmountMinor)
                    ?? 0
                )
            )
            .Select(x => x.Account + " " + x.Commodity + " through " + x.ThroughSequence);

    private async Task<VerificationCheck> Guards(CancellationToken ct)
    {
        var expected = AppendOnlyTables.Of(db.Model).Count * AppendOnlyTables.TriggersPerTable(db.Engine);
        var count = AppendOnlyTables.CountSql(db.Engine, db.Module);
        var found = await db.Database.SqlQueryRaw<long>(count).SingleAsync(ct);
        return new("ledger-guarded", found == expected ? [] : [$"{found} of {expected} triggers guard the ledger"]);
    }
}
