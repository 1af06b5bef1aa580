using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Earnings;

/// <summary>
/// Only a completed session pays (WAL-04, SES-10): the held money goes where the channel's supply model says. A cover
/// that is not confirmed cannot be posted; that is a fault somewhere, so the event dies and halts its partition.
/// </summary>
[Consumer("wallet.post-cover-on-session-completed", DeadLetterPolicy.Halt)]
internal sealed class PostCoverOnSessionCompleted(
    WalletDbContext db,
    LedgerBook ledger,
    IWork work,
    SettlementReader reader,
    IClock clock
) : IReaction<SessionCompletedV1>
{
    private ChannelPolicy? policy;
    private SessionSettlement? settlement;

    public async Task Prepare(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        (policy, settlement) = await reader.Read(SoldOf(integrationEvent), integrationEvent.Price, ct);
    }

    public async Task On(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        var done = integrationEvent;
        var now = clock.GetCurrentInstant();
        var cover =
            await db.Covers.FirstOrDefaultAsync(x => x.Id == done.CoverId, ct)
            ?? throw new InvalidOperationException($"Cover {done.CoverId} is unknown.");
        var journal = settlement!.Draft(cover.Account, now);
        cover.Post(journal.Id, done.Price);
        if (!await ledger.Post(journal, ct, Entry.Debit(cover.Account, done.Price)))
        {
            throw new InvalidOperationException($"The wallet does not hold what cover {done.CoverId} says.");
        }

        var availableAt = done.CompletedAt + Duration.FromHours(policy!.EarningDelayHours);
        db.Earnings.Add(new EarningLine(settlement, journal.Id, now, availableAt));
        work.Publish(Posted(done, journal.Id, settlement, now), $"cover:{cover.Id}", cover);
    }

    private static SoldSession SoldOf(SessionCompletedV1 done) =>
        new(
            done.CoverId,
            done.ProviderId,
            done.BookingId,
            done.BookingNumber,
            done.ServiceName,
            done.StartedAt,
            done.PolicyId,
            done.PolicyVersion
        );

    private static CoverPostedV1 Posted(
        SessionCompletedV1 done,
        JournalId journal,
        SessionSettlement settlement,
        Instant now
    ) =>
        new(
            done.CoverId,
            done.BookingId,
            done.BookingNumber,
            journal,
            done.ClientId,
            done.ProviderId,
            done.ServiceName,
            done.StartedAt,
            now,
            settlement.Split,
            settlement.SaleTax,
            done.PolicyId,
            done.PolicyVersion
        );
}
