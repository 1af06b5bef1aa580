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
/// Only a completed session pays (WAL-04, SES-10): the held money goes to the provider, the commission and its VAT. A
/// cover that is not confirmed cannot be posted; that is a fault somewhere, so the event dies and halts its partition.
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

    public async Task Prepare(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        var request = new GetChannelPolicy(integrationEvent.PolicyId, integrationEvent.PolicyVersion);
        var answer = await sender.Send(request, ct);
        policy = answer.Error is null
            ? answer.Value
            : throw new InvalidOperationException($"No policy for the booking: {answer.Error.Code}.");
    }

    public async Task On(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        var done = integrationEvent;
        var now = clock.GetCurrentInstant();
        var cover =
            await db.Covers.FirstOrDefaultAsync(x => x.Id == done.CoverId, ct)
            ?? throw new InvalidOperationException($"Cover {done.CoverId} is unknown.");
        var split = CommissionSplit.Of(done.Price, policy!.CommissionBasisPoints, policy.CommissionVatBasisPoints);
        var journal = Draft(done, cover, split, now);
        cover.Post(journal.Id, done.Price);
        if (!await ledger.Post(journal, ct, Entry.Debit(cover.Account, done.Price)))
        {
            throw new InvalidOperationException($"The wallet does not hold what cover {done.CoverId} says.");
        }

        db.Earnings.Add(
            new EarningLine(
                SessionOf(done),
                journal.Id,
                split,
                Money.Zero(done.Price.Currency),
                now,
                done.CompletedAt + Duration.FromHours(policy.EarningDelayHours)
            )
        );
        work.Publish(Posted(done, journal.Id, split, now), $"cover:{cover.Id}", cover);
    }

    private static Journal Draft(SessionCompletedV1 done, Cover cover, TakeHome split, Instant now) =>
        new(
            JournalSources.Cover,
            cover.Id.ToString(),
            now,
            $"Session {done.BookingNumber}",
            [
                Entry.Debit(cover.Account, split.Price),
                Entry.Credit(Accounts.ProviderPayable(done.ProviderId), split.ProviderShare),
                Entry.Credit(Accounts.Commission, split.CommissionNet),
                Entry.Credit(Accounts.VatOutput, split.CommissionVat),
            ],
            done.BookingNumber
        );

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

    private static CoverPostedV1 Posted(SessionCompletedV1 done, JournalId journal, TakeHome split, Instant now) =>
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
            split,
            Money.Zero(done.Price.Currency),
            done.PolicyId,
            done.PolicyVersion
        );
}
