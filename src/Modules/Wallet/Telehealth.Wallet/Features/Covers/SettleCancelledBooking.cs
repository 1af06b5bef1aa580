using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// A cancelled booking paid from the client's wallet (MKT-17): what the policy keeps is shared with the provider by the
/// same commission as a held session and has its receipt; the rest goes back. Nothing kept, everything goes back.
/// </summary>
[Consumer("wallet.settle-cancelled-booking", DeadLetterPolicy.Halt)]
internal sealed class SettleCancelledBooking(
    WalletDbContext db,
    LedgerBook ledger,
    CoverRelease covers,
    SettlementReader reader,
    IWork work,
    IClock clock
) : IReaction<BookingCancelledV1>
{
    private ChannelPolicy? policy;
    private SessionSettlement? settlement;

    public async Task Prepare(BookingCancelledV1 integrationEvent, CancellationToken ct)
    {
        var kept = KeptOf(integrationEvent);
        if (!kept.IsZero)
        {
            (policy, settlement) = await reader.Read(SoldOf(integrationEvent), kept, ct);
        }
    }

    public async Task On(BookingCancelledV1 integrationEvent, CancellationToken ct)
    {
        var cancelled = integrationEvent;
        var cover =
            await db.Covers.FirstOrDefaultAsync(x => x.Id == cancelled.CoverId, ct)
            ?? throw new InvalidOperationException($"Cover {cancelled.CoverId} is unknown.");
        if (cover.Kind != CoverKind.Money)
        {
            return;
        }

        if (settlement is null)
        {
            await covers.LetGo(cover, cover.Release(), ct);
            return;
        }

        var now = clock.GetCurrentInstant();
        var journal = settlement.Draft(cover.Account, now);
        var held = cover.PostPart(journal.Id, settlement.Split.Price);
        if (!await ledger.Post(journal, ct, Entry.Debit(cover.Account, held)))
        {
            throw new InvalidOperationException($"The wallet does not hold what cover {cover.Id} says.");
        }

        var availableAt = cancelled.CancelledAt + Duration.FromHours(policy!.EarningDelayHours);
        db.Earnings.Add(new EarningLine(settlement, journal.Id, now, availableAt));
        work.Publish(Posted(cancelled, journal.Id, settlement, now), $"cover:{cover.Id}", cover);
    }

    private static Money KeptOf(BookingCancelledV1 cancelled) => cancelled.Price.Share(cancelled.KeepBasisPoints);

    private static string NameOf(BookingCancelledV1 cancelled) => $"Late cancellation: {cancelled.ServiceName}";

    private static SoldSession SoldOf(BookingCancelledV1 cancelled) =>
        new(
            cancelled.CoverId,
            cancelled.ProviderId,
            cancelled.BookingId,
            cancelled.Number,
            NameOf(cancelled),
            cancelled.CancelledAt,
            cancelled.PolicyId,
            cancelled.PolicyVersion
        );

    private static CoverPostedV1 Posted(
        BookingCancelledV1 cancelled,
        JournalId journal,
        SessionSettlement settlement,
        Instant now
    ) =>
        new(
            cancelled.CoverId,
            cancelled.BookingId,
            cancelled.Number,
            journal,
            cancelled.ClientId,
            cancelled.ProviderId,
            NameOf(cancelled),
            cancelled.CancelledAt,
            now,
            settlement.Split,
            settlement.SaleTax,
            cancelled.PolicyId,
            cancelled.PolicyVersion
        );
}
