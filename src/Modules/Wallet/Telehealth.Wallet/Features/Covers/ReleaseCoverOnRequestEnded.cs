using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// A request ended without a booking, so its money is let go whole (MKT-13). A request ends only while no attempt is in
/// flight; should the event of a failed attempt still be on its way, it finds the cover released and does nothing.
/// </summary>
[Consumer("wallet.release-cover-on-request-ended", DeadLetterPolicy.Halt)]
internal sealed class ReleaseCoverOnRequestEnded(CoverRelease covers) : IReaction<BookingRequestEndedV1>
{
    public Task On(BookingRequestEndedV1 integrationEvent, CancellationToken ct) =>
        covers.Release(integrationEvent.CoverId, ct);
}
