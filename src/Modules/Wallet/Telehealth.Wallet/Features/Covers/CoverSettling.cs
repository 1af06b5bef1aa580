using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Funds;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>What an event says became of a session, and what the policy it was decided by keeps.</summary>
internal sealed record SessionEnding(SessionOutcome Outcome, int KeepBasisPoints, bool UsesUp)
{
    public static readonly SessionEnding Held = new(SessionOutcome.Held, 10_000, UsesUp: true);
}

/// <summary>
/// Ends a cover by the row of the outcome table that applies (WAL-16): posted with what is kept, or let go. What is
/// kept is shared with the provider by the same commission as a held session. The first ending of a cover stands.
/// </summary>
internal sealed class CoverSettling(
    WalletDbContext db,
    LedgerBook ledger,
    CoverRelease covers,
    CreditOrders credits,
    SettlementReader reader,
    IWork work,
    IClock clock
)
{
    private OutcomeRow row = null!;
    private bool usesUp;
    private ChannelPolicy? policy;
    private SessionSettlement? settlement;

    /// <summary>Chooses the row and asks what its journal needs, before the transaction.</summary>
    public async Task Prepare(SoldSession sold, SessionEnding ending, CancellationToken ct)
    {
        var cover = await Find(db.Covers.AsNoTracking(), sold.CoverId, ct);
        row = OutcomeTable.Of(ending.Outcome, cover.FundingKind);
        usesUp = row.UsesUp(ending.UsesUp);
        var kept = row.KeptOf(sold.Price, ending.KeepBasisPoints);
        if (!kept.IsZero || usesUp)
        {
            (policy, settlement) = await reader.Read(sold, kept, cover.Buyer, ct);
        }
    }

    public async Task Settle(SoldSession sold, CancellationToken ct)
    {
        var cover = await Find(db.Covers, sold.CoverId, ct);
        if (!cover.IsLive && row.Outcome != SessionOutcome.Held)
        {
            return;
        }

        if (settlement is null)
        {
            await covers.LetGo(cover, cover.Release(), ct);
            return;
        }

        var now = clock.GetCurrentInstant();
        var journal = settlement.Draft(cover.Payer, now, usesUp ? cover.UsedUp() : []);
        var held = cover.Post(journal.Id, sold.Price, settlement.Split.Price, usesUp);
        if (!await ledger.Post(journal, ct, Entry.Debit(cover.Account, held)))
        {
            throw new InvalidOperationException($"The ledger does not hold what cover {cover.Id} says.");
        }

        if (!usesUp)
        {
            await credits.SettleReturned(cover, ct);
        }

        var availableAt = sold.EndedAt + Duration.FromHours(policy!.EarningDelayHours);
        db.Earnings.Add(new EarningLine(settlement, row, journal.Id, now, availableAt));
        work.Publish(Posted(sold, cover, settlement, row, now), $"cover:{cover.Id}", cover);
    }

    private static async Task<Cover> Find(IQueryable<Cover> from, CoverId id, CancellationToken ct) =>
        await from.FirstOrDefaultAsync(x => x.Id == id, ct)
        ?? throw new InvalidOperationException($"Cover {id} is unknown.");

    private static CoverPostedV1 Posted(
        SoldSession sold,
        Cover cover,
        SessionSettlement settlement,
        OutcomeRow row,
        Instant now
    ) =>
        new(
            sold.CoverId,
            sold.BookingId,
            sold.BookingNumber,
            cover.JournalId!.Value,
            sold.ClientId,
            sold.ProviderId,
            sold.ServiceName,
            sold.SuppliedAt,
            now,
            settlement.Split,
            settlement.SaleTax,
            sold.PolicyId,
            sold.PolicyVersion,
            cover.FundingKind,
            cover.Fund,
            OutcomeTable.Paid(row.Outcome)
        );
}
