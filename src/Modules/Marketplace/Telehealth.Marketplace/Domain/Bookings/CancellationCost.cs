using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Marketplace.Domain.Bookings;

/// <summary>
/// What calling a booking off costs at a moment (MKT-17): by the policy version the booking carries, and only the
/// client; a provider's or staff's cancellation makes the client whole (MKT-18).
/// </summary>
internal sealed record CancellationCost(int KeepBasisPoints, bool UsesUp, Money Kept, Instant FreeUntil)
{
    public static CancellationCost Of(Booking booking, ChannelTerms terms, CancelledBy by, Instant now)
    {
        var freeUntil = booking.StartsAt - Duration.FromMinutes(terms.FreeCancelMinutes);
        if (by != CancelledBy.Client || now <= freeUntil)
        {
            return new(0, UsesUp: false, Money.Zero(booking.Price.Currency), freeUntil);
        }

        return new(
            terms.LateKeepBasisPoints,
            terms.NoShowUsesUp && booking.Funding != FundingKind.Wallet,
            booking.Price.Share(terms.LateKeepBasisPoints),
            freeUntil
        );
    }
}
