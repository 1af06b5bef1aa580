using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// A cancelled booking (MKT-17, MKT-18, HUB-05): late, a client's pays what the policy keeps and may use the credit up;
/// in time, or when the provider or staff called it off, everything goes back.
/// </summary>
[Consumer("wallet.settle-cancelled-booking", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class SettleCancelledBooking(CoverSettling settling) : IReaction<BookingCancelledV1>
{
    public Task Prepare(BookingCancelledV1 integrationEvent, CancellationToken ct) =>
        settling.Prepare(SoldOf(integrationEvent), EndingOf(integrationEvent), ct);

    public Task On(BookingCancelledV1 integrationEvent, CancellationToken ct) =>
        settling.Settle(SoldOf(integrationEvent), ct);

    private static SessionEnding EndingOf(BookingCancelledV1 cancelled)
    {
        var costs = cancelled.KeepBasisPoints > 0 || cancelled.UsesUp;
        var outcome = (cancelled.By, costs) switch
        {
            (CancelledBy.Client, true) => SessionOutcome.CancelledLate,
            (CancelledBy.Client, false) => SessionOutcome.CancelledInTime,
            _ => SessionOutcome.CancelledByUs,
        };
        return new(outcome, cancelled.KeepBasisPoints, cancelled.UsesUp);
    }

    private static SoldSession SoldOf(BookingCancelledV1 cancelled) =>
        new(
            cancelled.CoverId,
            cancelled.ClientId,
            cancelled.ProviderId,
            cancelled.BookingId,
            cancelled.Number,
            $"Late cancellation: {cancelled.ServiceName}",
            cancelled.CancelledAt,
            cancelled.CancelledAt,
            cancelled.Price,
            cancelled.PolicyId,
            cancelled.PolicyVersion
        );
}
