using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Sessions.Contracts;
using Telehealth.Wallet.Features.Covers;

namespace Telehealth.Wallet.Features.Earnings;

/// <summary>
/// Only a completed session pays in full (WAL-04, SES-10): what is held goes where the channel's supply model says. A
/// cover that is not confirmed cannot be posted; that is a fault somewhere, so the event dies and halts its partition.
/// </summary>
[Consumer("wallet.post-cover-on-session-completed", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class PostCoverOnSessionCompleted(CoverSettling settling) : IReaction<SessionCompletedV1>
{
    public Task Prepare(SessionCompletedV1 integrationEvent, CancellationToken ct) =>
        settling.Prepare(SoldOf(integrationEvent), SessionEnding.Held, ct);

    public Task On(SessionCompletedV1 integrationEvent, CancellationToken ct) =>
        settling.Settle(SoldOf(integrationEvent), ct);

    private static SoldSession SoldOf(SessionCompletedV1 done) =>
        new(
            done.CoverId,
            done.ClientId,
            done.ProviderId,
            done.BookingId,
            done.BookingNumber,
            done.ServiceName,
            done.StartedAt,
            done.CompletedAt,
            done.Price,
            done.PolicyId,
            done.PolicyVersion
        );
}
