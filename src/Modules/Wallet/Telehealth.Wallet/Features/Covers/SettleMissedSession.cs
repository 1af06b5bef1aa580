using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Sessions.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// Somebody did not come (HUB-05, HUB-15, MKT-18): when it was the client, the policy says what is kept and whether the
/// credit is used up; when it was the provider, or a line failed, everything goes back.
/// </summary>
[Consumer("wallet.settle-missed-session", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class SettleMissedSession(CoverSettling settling) : IReaction<SessionMissedV1>
{
    public Task Prepare(SessionMissedV1 integrationEvent, CancellationToken ct)
    {
        var missed = integrationEvent;
        var outcome = missed.By switch
        {
            MissedBy.Client => SessionOutcome.ClientMissed,
            MissedBy.Provider => SessionOutcome.ProviderMissed,
            _ => SessionOutcome.Failed,
        };
        return settling.Prepare(SoldOf(missed), new(outcome, missed.KeepBasisPoints, missed.UsesUp), ct);
    }

    public Task On(SessionMissedV1 integrationEvent, CancellationToken ct) =>
        settling.Settle(SoldOf(integrationEvent), ct);

    private static SoldSession SoldOf(SessionMissedV1 missed) =>
        new(
            missed.CoverId,
            missed.ClientId,
            missed.ProviderId,
            missed.BookingId,
            missed.BookingNumber,
            $"Missed session: {missed.ServiceName}",
            missed.StartedAt,
            missed.MarkedAt,
            missed.Price,
            missed.PolicyId,
            missed.PolicyVersion
        );
}
