using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
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
    ISender sender,
    IClock clock
) : IReaction<SessionCompletedV1>
{
    private ChannelPolicy? policy;
    private SessionSettlement? settlement;

    public async Task Prepare(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        var done = integrationEvent;
        policy = await Ask(new GetChannelPolicy(done.PolicyId, done.PolicyVersion), ct);
        var session = SessionOf(done);
        settlement = session.PlatformSupplied
            ? SessionSettlement.PlatformSale(session, done.Price, policy.CommissionBasisPoints, await TaxOf(done, ct))
            : SessionSettlement.Agency(
                session,
                done.Price,
                policy.CommissionBasisPoints,
                policy.CommissionVatBasisPoints
            );
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

    private EarnedSession SessionOf(SessionCompletedV1 done) =>
        new(
            done.CoverId,
            done.ProviderId,
            done.BookingId,
            done.BookingNumber,
            done.ServiceName,
            policy!.SupplyModel == SupplyModel.PlatformSupplied,
            done.StartedAt
        );

    private async Task<Money> TaxOf(SessionCompletedV1 done, CancellationToken ct)
    {
        var tax = await Ask(new GetSaleTax(done.ProviderId, done.Price), ct);
        return tax.Net + tax.Tax == done.Price
            ? tax.Tax
            : throw new InvalidOperationException($"The tax of booking {done.BookingNumber} does not add up.");
    }

    private async Task<T> Ask<T>(IQuery<T> query, CancellationToken ct)
    {
        var answer = await sender.Send(query, ct);
        return answer.Error is { } error
            ? throw new InvalidOperationException($"{query.GetType().Name} was answered with {error.Code}.")
            : answer.Value;
    }

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
